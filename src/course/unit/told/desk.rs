//! What is on its way, or waits: who knows of it, and what takes whose place.
use super::{Desk, News, Then, Word};
use std::rc::Rc;

impl Desk {
    /// Takes the place of what was said of it before.
    pub(super) fn begin(&mut self, news: News, then: Then) -> Word {
        let is_same = |word: &Word| word.news.is_about_the_same(&news);
        let number = self.newest.iter().find(|word| is_same(word)).map_or(0, |word| word.number.wrapping_add(1));
        self.kept.retain(|word| !is_same(word));
        self.just_told.retain(|told| !told.is_about_the_same(&news));
        self.newest.retain(|word| !is_same(word));
        let word = Word { news, number, then };
        self.newest.push(word.clone());
        word
    }

    /// The newer word on the same, if there is one.
    pub(super) fn newer(&self, word: &Word) -> Option<Word> {
        let newest = self.newest.iter().find(|other| other.news.is_about_the_same(&word.news))?;
        (newest.number != word.number).then(|| newest.clone())
    }

    /// Lets it wait, unless there is a newer one; says whether it waits.
    pub(super) fn keep(&mut self, word: &Word) -> bool {
        let waits = self.newer(word).is_none();
        if waits {
            self.kept.push(word.clone());
            self.settle(&word.news);
            self.promised.push(word.news.clone());
        }
        waits
    }

    /// It is told, or never will be: it needs to wait no more, nor what was said of the same before. Says whether any did.
    pub(super) fn settle(&mut self, news: &News) -> bool {
        let before = self.promised.len();
        self.promised.retain(|promised| !promised.is_about_the_same(news));
        self.promised.len() < before || self.on_device.iter().any(|kept| kept.is_about_the_same(news))
    }

    /// What is not on the device (`there`) any more was told by another tab, said anew there, or deleted by the learner: it waits
    /// here no more either. Gives what did.
    pub(super) fn release(&mut self, there: &[News]) -> Vec<Word> {
        let gone: Vec<News> = self.on_device.extract_if(.., |news| !there.contains(news)).collect();
        self.promised.retain(|news| !gone.contains(news));
        self.kept.extract_if(.., |word| gone.contains(&word.news)).collect()
    }

    /// The same for one word that is about to be told.
    pub(super) fn was_told_elsewhere(&mut self, news: &News, there: &[News]) -> bool {
        let was = self.on_device.contains(news) && !there.contains(news);
        if was {
            self.on_device.retain(|other| other != news);
            self.promised.retain(|other| other != news);
        }
        was
    }

    /// What is to be on the device in place of what is `there`: what this page promised; of the rest, what is not about the same.
    pub(super) fn merged(&self, mut there: Vec<News>) -> Vec<News> {
        there.retain(|news| {
            !self.on_device.contains(news)
                && !self.just_told.contains(news)
                && !self.promised.iter().any(|own| own.is_about_the_same(news))
        });
        there.extend(self.promised.iter().cloned());
        there
    }

    /// What was promised before this page was opened; what was said since is newer.
    pub(super) fn recall(&mut self, news: Vec<News>) {
        for news in news {
            if !self.on_device.contains(&news) {
                self.on_device.push(news.clone());
            }
            if !self.newest.iter().any(|word| word.news.is_about_the_same(&news)) {
                let word = self.begin(news, Rc::new(|_| ()));
                self.keep(&word);
            }
        }
    }

    /// What waits, of that learner only: what somebody else did here before is forgotten.
    pub(super) fn take(&mut self, username: Option<&str>) -> Vec<Word> {
        self.newest.retain(|word| Some(word.news.username.as_str()) == username);
        self.promised.retain(|news| Some(news.username.as_str()) == username);
        let mut kept = std::mem::take(&mut self.kept);
        kept.retain(|word| Some(word.news.username.as_str()) == username);
        kept
    }
}
