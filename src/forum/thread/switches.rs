//! Switches that were pressed and are on their way to the server, one change at a time for each.

/// What is wanted of each, by name and post.
#[derive(Debug, Default)]
pub(super) struct Switches(Vec<(String, bool)>);

impl Switches {
    /// Notes what is wanted now; whether it has to be sent: else a change is on its way, after which it will be.
    pub(super) fn press(&mut self, key: &str, value: bool) -> bool {
        if let Some((_, wanted)) = self.0.iter_mut().find(|(other, _)| other == key) {
            *wanted = value;
            return false;
        }
        self.0.push((key.to_owned(), value));
        true
    }

    /// After an answer about `sent`: what is to be sent next. `None` when that is what is wanted; then nothing is on its way.
    pub(super) fn after(&mut self, key: &str, sent: bool) -> Option<bool> {
        let at = self.0.iter().position(|(other, _)| other == key)?;
        let wanted = self.0.get(at).map(|(_, wanted)| *wanted).filter(|wanted| *wanted != sent);
        if wanted.is_none() {
            self.0.remove(at);
        }
        wanted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_change_is_on_its_way_at_a_time_and_the_last_press_counts() {
        let mut switches = Switches::default();
        assert!(switches.press("voted 7", true));
        assert!(!switches.press("voted 7", false) && switches.press("voted 8", true));
        assert_eq!(switches.after("voted 7", true), Some(false));
        assert!(!switches.press("voted 7", true) && !switches.press("voted 7", false));
        assert_eq!(switches.after("voted 7", false), None);
        assert!(switches.press("voted 7", true), "nothing is on its way any more");
    }
}
