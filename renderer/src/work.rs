//! Closures behind a pointer. The language's own `dyn FnMut` also carries how to call the closure once, which is code for each.

/// Makes something, again and again.
pub trait Make<T> {
    /// The next one.
    fn make(&mut self) -> T;
}

impl<T, F: FnMut() -> T> Make<T> for F {
    fn make(&mut self) -> T {
        self()
    }
}

/// Takes something, again and again.
pub trait Take<T> {
    /// The next one.
    fn take(&mut self, value: T);
}

impl<T, F: FnMut(T)> Take<T> for F {
    fn take(&mut self, value: T) {
        self(value);
    }
}

/// Answers, as often as asked.
pub trait Answer<In, Out> {
    /// The answer.
    fn answer(&self, input: In) -> Out;
}

impl<In, Out, F: Fn(In) -> Out> Answer<In, Out> for F {
    fn answer(&self, input: In) -> Out {
        self(input)
    }
}
