//! Worlds: each has its own settings, clock, faults and request log, so that tests never disturb each other.
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use serde::Serialize;
use serde_json::{Map, Value};

use crate::awards::hosts::{Hosts, Which};
use crate::catalogue::Catalogue;
use crate::catalogue::document::Moment;
use crate::catalogue::filters::FilterSpec;
use crate::catalogue::snapshot::Snapshot;
use crate::clock;
use crate::data::Dataset;
use crate::fault::Fault;
use crate::openedx::Lms;
use crate::openedx::course::{Course, LmsDataset};
use crate::settings::{Defaults, Ports, Settings};

/// Id of the world of requests that name none.
pub(crate) const DEFAULT: &str = "default";

/// A request of the API, as stories look it up.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct LogEntry {
    /// HTTP method.
    pub(crate) method: String,
    /// Path with query.
    pub(crate) path: String,
    /// Header `Accept-Language`.
    pub(crate) accept_language: Option<String>,
    /// Header `Accept`.
    pub(crate) accept: Option<String>,
    /// A cookie came along, other than the one that chooses the world.
    pub(crate) cookie: bool,
    /// Body of a write to the LMS.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) body: Option<String>,
    /// Null while no answer is made: it is on its way, or the client has gone.
    pub(crate) status: Option<u16>,
}

/// A log that handlers of one world share.
pub(crate) type Log = Arc<Mutex<Vec<LogEntry>>>;

/// See the module.
#[derive(Debug)]
pub(crate) struct World {
    /// As they were read.
    pub(crate) settings: Settings,
    /// Documents and index, shared with worlds of the same data.
    pub(crate) catalogue: Arc<Catalogue>,
    /// The catalogue's filters after renaming and dropping.
    pub(crate) filters: Vec<FilterSpec>,
    /// Seconds since 1970 that dates of the data count from.
    pub(crate) anchor: i64,
    /// What goes wrong.
    pub(crate) faults: Vec<Fault>,
    /// Requests so far.
    pub(crate) log: Log,
    /// Courses of the LMS and what people did in them.
    pub(crate) lms: Lms,
    /// Where the invented issuers of badges are.
    pub(crate) hosts: Arc<Hosts>,
    /// Where site and LMS are.
    pub(crate) ports: Ports,
    id: String,
    given: Map<String, Value>,
    snapshot: Mutex<Option<Arc<Snapshot>>>,
}

impl World {
    /// The time in this world, counted from the anchor.
    pub(crate) fn now(&self) -> Moment {
        self.settings.now.unwrap_or_else(clock::real) - self.anchor
    }

    /// Seconds since 1970 of a moment.
    pub(crate) fn absolute(&self, moment: Moment) -> i64 {
        self.anchor.saturating_add(moment)
    }

    /// The catalogue at this world's time.
    pub(crate) fn snapshot(&self) -> Arc<Snapshot> {
        let now = self.now();
        let mut snapshot = locked(&self.snapshot);
        if let Some(snapshot) = snapshot.as_ref().filter(|snapshot| snapshot.holds(now)) {
            return Arc::clone(snapshot);
        }
        let made = Arc::new(Snapshot::new(&self.catalogue, now, self.anchor));
        *snapshot = Some(Arc::clone(&made));
        made
    }

    /// Base address at which a host of issuers answers for this world.
    pub(crate) fn issuer(&self, which: Which) -> String {
        let base = self.hosts.base(which);
        if self.id == DEFAULT { base.to_owned() } else { format!("{base}/w/{}", self.id) }
    }

    /// Settings, as they are read.
    pub(crate) fn to_json(&self) -> Value {
        self.settings.to_json()
    }
}

/// Locks even after another holder panicked: what is guarded here is never half-written.
pub(crate) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// All worlds of a server.
#[derive(Debug)]
pub(crate) struct Worlds {
    defaults: Defaults,
    by_id: RwLock<HashMap<String, Arc<World>>>,
    next: Mutex<u64>,
    catalogues: Mutex<HashMap<Dataset, Arc<Catalogue>>>,
    lms_courses: Mutex<HashMap<LmsDataset, Arc<Vec<Course>>>>,
}

impl Worlds {
    /// The default world alone.
    ///
    /// # Errors
    /// Says what is wrong with the data.
    pub(crate) fn new(defaults: Defaults) -> Result<Self, String> {
        let worlds = Self {
            defaults,
            by_id: RwLock::default(),
            next: Mutex::new(1),
            catalogues: Mutex::default(),
            lms_courses: Mutex::default(),
        };
        // Ordering a large catalogue takes a moment, which is better spent before the first request.
        let shared = Map::from_iter([("shared_catalogue".to_owned(), Value::Bool(true))]);
        worlds.put(DEFAULT, shared, None)?.snapshot();
        Ok(worlds)
    }

    /// The world with that id.
    pub(crate) fn get(&self, id: &str) -> Option<Arc<World>> {
        self.by_id.read().unwrap_or_else(PoisonError::into_inner).get(id).map(Arc::clone)
    }

    /// Makes a world; gives its id.
    ///
    /// # Errors
    /// Says which setting is wrong.
    pub(crate) fn create(&self, settings: Map<String, Value>) -> Result<String, String> {
        let id = {
            let mut next = locked(&self.next);
            *next += 1;
            format!("w{}", *next - 1)
        };
        self.put(&id, settings, None)?;
        Ok(id)
    }

    /// Changes some settings of a world; its dates stay where they are, also when its clock is set.
    ///
    /// # Errors
    /// Says which setting is wrong; `None` if there is no such world.
    pub(crate) fn change(&self, id: &str, changes: Map<String, Value>) -> Option<Result<Arc<World>, String>> {
        let before = self.get(id)?;
        let mut settings = before.given.clone();
        for (name, change) in changes {
            match (settings.get_mut(&name), change) {
                // Of the LMS's settings, those not named stay.
                (Some(Value::Object(known)), Value::Object(change)) if name == "lms" => known.extend(change),
                (_, change) => {
                    settings.insert(name, change);
                }
            }
        }
        Some(self.put(id, settings, Some(&before)))
    }

    /// Ends a world; the default one cannot end.
    pub(crate) fn remove(&self, id: &str) -> bool {
        id != DEFAULT && self.by_id.write().unwrap_or_else(PoisonError::into_inner).remove(id).is_some()
    }

    fn put(&self, id: &str, given: Map<String, Value>, before: Option<&World>) -> Result<Arc<World>, String> {
        let settings = Settings::read(&given, &self.defaults)?;
        let catalogue = self.catalogue(&settings, before)?;
        let mut filters = catalogue.filters.clone();
        filters.retain(|filter| !settings.dropped_filters.contains(&filter.name));
        for filter in &mut filters {
            if let Some(name) = settings.renamed_filters.get(&filter.name) {
                filter.name.clone_from(name);
            }
        }
        // Without a clock of its own, dates count from the last full hour, so that they look like those of people.
        let fresh = || settings.now.unwrap_or_else(|| clock::real() / 3600 * 3600);
        let courses = self.lms_courses(&settings.lms_dataset)?;
        let world = Arc::new(World {
            lms: Lms::new(&courses, &settings.lms, before.map(|before| &before.lms))?,
            anchor: before.map_or_else(fresh, |before| before.anchor),
            faults: settings.faults.iter().cloned().map(Fault::new).collect(),
            log: before.map(|before| Arc::clone(&before.log)).unwrap_or_default(),
            snapshot: Mutex::new(None),
            hosts: Arc::clone(&self.defaults.hosts),
            ports: self.defaults.ports,
            id: id.to_owned(),
            settings,
            catalogue,
            filters,
            given,
        });
        self.by_id.write().unwrap_or_else(PoisonError::into_inner).insert(id.to_owned(), Arc::clone(&world));
        Ok(world)
    }

    /// Worlds without courses of their own share the catalogue of their data set.
    fn catalogue(&self, settings: &Settings, before: Option<&World>) -> Result<Arc<Catalogue>, String> {
        let is_same = |before: &&World| {
            before.settings.dataset == settings.dataset && before.settings.courses == settings.courses
        };
        if let Some(before) = before.filter(is_same) {
            return Ok(Arc::clone(&before.catalogue));
        }
        if !settings.courses.is_empty() {
            return settings.dataset.load(&settings.courses).map(Arc::new);
        }
        if let Some(catalogue) = locked(&self.catalogues).get(&settings.dataset) {
            return Ok(Arc::clone(catalogue));
        }
        // Not under the lock: a large catalogue must not hold up the worlds of others.
        let made = Arc::new(settings.dataset.load(&[])?);
        locked(&self.catalogues).insert(settings.dataset.clone(), Arc::clone(&made));
        Ok(made)
    }

    /// Worlds share the courses of the LMS's data sets.
    fn lms_courses(&self, dataset: &LmsDataset) -> Result<Arc<Vec<Course>>, String> {
        if let Some(courses) = locked(&self.lms_courses).get(dataset) {
            return Ok(Arc::clone(courses));
        }
        let made = Arc::new(dataset.load()?);
        locked(&self.lms_courses).insert(dataset.clone(), Arc::clone(&made));
        Ok(made)
    }
}
