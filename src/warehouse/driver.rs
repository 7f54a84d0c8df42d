//! An engine's own driver: found, connected, asked.

use std::io;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use adbc_core::error::Status;
use adbc_core::options::{AdbcVersion, OptionConnection, OptionDatabase, OptionValue};
use adbc_core::{
    CancelHandle, Connection, Database, Driver, LOAD_FLAG_DEFAULT, Optionable, Statement,
};
use adbc_driver_manager::profile::{
    ConnectionProfile, ConnectionProfileProvider, FilesystemProfileProvider, process_profile_value,
};
use adbc_driver_manager::{ManagedConnection, ManagedDatabase, ManagedDriver};

use super::address::{Address, Kind};
use super::answer::QueryAnswer;
use super::wrong;
use crate::export::sql::Engine;
use crate::lead_error::{FileError, LeadError};
use crate::table::Progress;

/// How often somebody who asks to stop is listened to.
const STEP: Duration = Duration::from_millis(20);

/// The most letters of what a driver says.
const LONGEST: usize = 300;

/// What is to be done with what is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Only read it, where the engine can be told so.
    Read,
    /// Make tables, too.
    Write,
}

/// A connection to an engine.
pub struct Warehouse {
    address: Address,
    engine: Engine,
    connection: ManagedConnection,
}

/// The names of an engine's driver, and how it begins where it says nothing itself.
fn driver_of(engine: Engine) -> (&'static str, Option<&'static [u8]>) {
    match engine {
        Engine::DuckDb => ("duckdb", Some(b"duckdb_adbc_init")),
        Engine::Postgres => ("postgresql", None),
        Engine::Spark => ("spark", None),
        Engine::BigQuery => ("bigquery", None),
        Engine::Snowflake => ("snowflake", None),
        Engine::ClickHouse => ("clickhouse", None),
    }
}

impl Warehouse {
    /// Connects. `dialect` says the engine where the address does not.
    ///
    /// # Errors
    /// If there is no driver (with how to get one), no such file, or no connection.
    pub fn connect(
        mut address: Address,
        dialect: Option<Engine>,
        access: Access,
    ) -> Result<Self, LeadError> {
        let (engine, database) = match address.kind {
            Kind::Engine(engine) => (engine, open(&address, engine, access)?),
            Kind::Profile => open_profile(&mut address, dialect)?,
        };
        let connection = database.new_connection();
        let connection = connection.map_err(|error| unconnected(&address, &error))?;
        Ok(Self {
            address,
            engine,
            connection,
        })
    }

    /// Whose SQL it understands.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// Where it is, without user and password.
    pub fn address(&self) -> &Address {
        &self.address
    }

    /// Asks a query and waits for the whole answer.
    ///
    /// # Errors
    /// If the engine refuses it, the connection is lost, or somebody asks to stop: then the engine is
    /// told to stop, too.
    pub fn query(&mut self, sql: &str, progress: &Progress) -> Result<QueryAnswer, LeadError> {
        let mut statement = self.statement(sql)?;
        let cancel = statement.get_cancel_handle();
        let answer = until_stopped(progress, &*cancel, || {
            let reader = statement.execute().map_err(|error| error.message)?;
            let schema = reader.schema();
            let batches: Result<Vec<_>, _> = reader.collect();
            Ok::<_, String>((schema, batches.map_err(|error| error.to_string())?))
        })?;
        let (schema, batches) = answer.map_err(|error| self.refused(&error))?;
        let mut answer = QueryAnswer::of(&schema);
        for batch in &batches {
            answer.add(batch)?;
        }
        Ok(answer)
    }

    /// Has the engine do something that it answers nothing to.
    ///
    /// # Errors
    /// As [`Warehouse::query`].
    pub(super) fn run(&mut self, sql: &str, progress: &Progress) -> Result<(), LeadError> {
        let mut statement = self.statement(sql)?;
        let cancel = statement.get_cancel_handle();
        let done = until_stopped(progress, &*cancel, || statement.execute_update())?;
        done.map(drop).map_err(|error| self.refused(&error.message))
    }

    /// Runs statements of which all count or none.
    ///
    /// # Errors
    /// As [`Warehouse::run`]; what was done before is undone.
    pub(super) fn together(
        &mut self,
        statements: &[String],
        progress: &Progress,
    ) -> Result<(), LeadError> {
        self.commit_each(false)?;
        let done = statements
            .iter()
            .try_for_each(|sql| self.run(sql, progress));
        let ended = match &done {
            Ok(()) => self.connection.commit(),
            Err(_) => self.connection.rollback(),
        };
        done?;
        ended.map_err(|error| self.refused(&error.message))?;
        self.commit_each(true)
    }

    fn commit_each(&mut self, each: bool) -> Result<(), LeadError> {
        let value = OptionValue::String(each.to_string());
        let set = self
            .connection
            .set_option(OptionConnection::AutoCommit, value);
        set.map_err(|error| self.refused(&error.message))
    }

    fn statement(&mut self, sql: &str) -> Result<impl Statement + Send + use<>, LeadError> {
        let statement = self.connection.new_statement();
        let mut statement = statement.map_err(|error| self.refused(&error.message))?;
        let set = statement.set_sql_query(sql);
        set.map_err(|error| self.refused(&error.message))?;
        Ok(statement)
    }

    /// What an engine says against a statement.
    fn refused(&self, error: &str) -> LeadError {
        let said = told(&self.address, error);
        wrong(
            format!("{} refuses: {said}", self.engine.title()),
            "see whether --table names the table with the leads and you may read it; \
             `segplan sql` shows the query",
        )
    }
}

/// The first line of what a driver says, without what is secret; behind it, some repeat the query.
fn told(address: &Address, error: &str) -> String {
    let line = error.lines().find(|line| !line.trim().is_empty());
    let words: Vec<&str> = line.unwrap_or_default().split_whitespace().collect();
    let line: String = words.join(" ").chars().take(LONGEST).collect();
    address.hide(line.trim_end_matches(['.', ':']))
}

fn unconnected(address: &Address, error: &adbc_core::error::Error) -> LeadError {
    let error = io::Error::other(told(address, &error.message));
    FileError::of("cannot connect to", &address.to_string())(error).into()
}

fn open(address: &Address, engine: Engine, access: Access) -> Result<ManagedDatabase, LeadError> {
    let mut options = Vec::new();
    match (engine, address.file()) {
        (Engine::DuckDb, Some(file)) => {
            // The driver would make an empty database.
            if let Err(error) = std::fs::metadata(Path::new(file)) {
                return Err(FileError::of("cannot read", file)(error).into());
            }
            options.push((OptionDatabase::Other("path".to_owned()), file.into()));
            if access == Access::Read {
                let mode = OptionDatabase::Other("access_mode".to_owned());
                options.push((mode, "READ_ONLY".into()));
            }
        }
        (Engine::DuckDb, None) => {}
        _ => options.push((OptionDatabase::Uri, address.url.as_str().into())),
    }
    let (name, entry) = driver_of(engine);
    let driver =
        ManagedDriver::load_from_name(name, entry, AdbcVersion::V110, LOAD_FLAG_DEFAULT, None);
    let mut driver = driver.map_err(|error| no_driver(address, engine, name, &error))?;
    let database = driver.new_database_with_opts(options);
    database.map_err(|error| unconnected(address, &error))
}

/// A database that a profile describes, and whose driver it names.
fn open_profile(
    address: &mut Address,
    dialect: Option<Engine>,
) -> Result<(Engine, ManagedDatabase), LeadError> {
    let name = address
        .url
        .trim_start_matches("profile:")
        .trim_start_matches('/')
        .to_owned();
    let profile = FilesystemProfileProvider::default().get_profile(&name);
    let profile = profile.map_err(|error| match error.status {
        Status::NotFound => wrong(
            format!("there is no profile {name}"),
            format!("write it to {name}.toml, and name the folder in ADBC_PROFILE_PATH"),
        ),
        _ => unconnected(address, &error),
    })?;
    let options = profile.get_options();
    for (option, value) in options.map_err(|error| unconnected(address, &error))? {
        if let OptionValue::String(value) = value {
            // As it stands there, and with the variables of the environment that it names.
            address.keep_secret(option.as_ref(), &value);
            if let Ok(OptionValue::String(meant)) = process_profile_value(&value) {
                address.keep_secret(option.as_ref(), &meant);
            }
        }
    }
    let driver = profile.get_driver_name();
    let (driver, _) = driver.map_err(|error| unconnected(address, &error))?;
    let named = |engine: &&Engine| driver.to_lowercase().contains(driver_of(**engine).0);
    let engine = dialect.or_else(|| Engine::ALL.iter().find(named).copied());
    let engine = engine.ok_or_else(|| {
        wrong(
            format!("the profile {name} doesn't say which engine it is for"),
            "write it after --dialect, as in `--dialect postgres`",
        )
    })?;
    let database = ManagedDatabase::from_uri(
        &address.url,
        driver_of(engine).1,
        AdbcVersion::V110,
        LOAD_FLAG_DEFAULT,
        None,
    );
    Ok((
        engine,
        database.map_err(|error| unconnected(address, &error))?,
    ))
}

fn no_driver(
    address: &Address,
    engine: Engine,
    name: &str,
    error: &adbc_core::error::Error,
) -> LeadError {
    let said = told(address, &error.message);
    wrong(
        format!("there is no driver for {}: {said}", engine.title()),
        format!(
            "install one with `dbc install {name}` (columnar.tech/dbc), or name the folder of its \
             manifest {name}.toml in ADBC_DRIVER_PATH; or do without: `segplan sql` writes the query, \
             and `audit --from-masks -` reads its answer"
        ),
    )
}

/// What a driver says to `ask`, which runs beside the ear for who asks to stop.
fn until_stopped<T: Send, E: Send>(
    progress: &Progress,
    cancel: &dyn CancelHandle,
    ask: impl FnOnce() -> Result<T, E> + Send,
) -> Result<Result<T, E>, LeadError> {
    progress.wait();
    std::thread::scope(|scope| {
        let (answered, answer) = channel();
        scope.spawn(move || answered.send(ask()));
        wait(progress, cancel, &answer)
    })
}

fn wait<T>(
    progress: &Progress,
    cancel: &dyn CancelHandle,
    answer: &Receiver<T>,
) -> Result<T, LeadError> {
    let mut is_stopped = false;
    loop {
        match answer.recv_timeout(STEP) {
            Ok(_) if is_stopped => return Err(LeadError::Stopped),
            Ok(answer) => return Ok(answer),
            // The driver panicked.
            Err(RecvTimeoutError::Disconnected) => {
                return Err(wrong(
                    "the driver broke off",
                    "try again, or use another driver",
                ));
            }
            Err(RecvTimeoutError::Timeout) => {}
        }
        if progress.is_stopped() {
            is_stopped = true;
            // A driver that can't is left alone: the program ends soon.
            let _ = cancel.try_cancel();
        }
    }
}
