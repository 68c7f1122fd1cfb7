//! A web server that runs for a test: unprivileged, on a free port, with the configuration that operators get.
use super::Kind;
use crate::{command, folder, project::Project};
use anyhow::{Context, Result, bail};
use std::{
    fs,
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// Where nginx' module may be.
pub(super) const BROTLI: [&str; 1] = ["/usr/lib/nginx/modules/ngx_http_brotli_static_module.so"];

/// Longest wait for a server that starts.
const PATIENCE: Duration = Duration::from_secs(20);

/// What it leads to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Backends<'a> {
    /// Address of Richie.
    pub(super) richie: &'a str,
    /// Address of the LMS.
    pub(super) lms: &'a str,
    /// Other origins that pages may ask.
    pub(super) elsewhere: &'a str,
}

impl<'a> Backends<'a> {
    /// The mock, which is both at once.
    pub(super) fn mock(address: &'a str) -> Self {
        Self { richie: address, lms: address, elsewhere: "" }
    }
}

/// It ends when it is dropped.
pub(super) struct Running {
    kind: Kind,
    child: Child,
    port: u16,
    folder: PathBuf,
}

impl Running {
    /// Starts it in front of these backends, over a copy of the site.
    pub(super) fn start(project: &Project, kind: Kind, backends: &Backends<'_>) -> Result<Self> {
        let folder = project.target().join(format!("servers-{}", kind.name()));
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        let site = folder.join("site");
        folder::copy(&project.dist(), &site, &|_| true)?;
        // of the time between asking for a free port and using it nobody else makes use
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let mut command = match kind {
            Kind::Nginx => nginx(project, &folder, port, backends)?,
            Kind::Caddy => caddy(project, &folder, port, backends)?,
        };
        let log = fs::File::create(folder.join("log"))?;
        command.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
        let child = command.spawn().with_context(|| format!("{} cannot be started", kind.name()))?;
        let mut running = Self { kind, child, port, folder };
        running.wait()?;
        Ok(running)
    }

    /// `http://127.0.0.1:8080`.
    pub(super) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The copy of the site that it serves.
    pub(super) fn site(&self) -> PathBuf {
        self.folder.join("site")
    }

    fn wait(&mut self) -> Result<()> {
        let start = Instant::now();
        while TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            if self.child.try_wait()?.is_some() || start.elapsed() > PATIENCE {
                bail!("{} does not start:\n{}", self.kind.name(), fs::read_to_string(self.folder.join("log"))?);
            }
            std::thread::yield_now();
        }
        Ok(())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // nginx' workers end with their master only when it is asked kindly
        let asked = command::asked("kill", &["-TERM", &self.child.id().to_string()]);
        if asked.is_none() {
            // it has ended by itself
            self.child.kill().unwrap_or_default();
        }
        self.child.wait().map(drop).unwrap_or_default();
    }
}

/// The shipped files, with what an operator writes into them, below a main file of the test's.
fn nginx(project: &Project, folder: &Path, port: u16, backends: &Backends<'_>) -> Result<Command> {
    let parts = folder.join("preau");
    folder::copy(&project.path("deploy/nginx/preau"), &parts, &|_| true)?;
    let text = fs::read_to_string(project.path("deploy/nginx/preau.conf"))?;
    let text = plain_http(&text)?;
    let server = |address: &str| format!("server {};", address.trim_start_matches("http://"));
    let text = replace(&text, "server richie:8000;", &server(backends.richie))?;
    let text = replace(&text, "server lms:8000;", &server(backends.lms))?;
    let text = replace(&text, ELSEWHERE, &ELSEWHERE.replace("\"\";", &format!("\"{}\";", backends.elsewhere)))?;
    let text = replace(&text, "root /srv/preau/site;", &format!("root {};", folder.join("site").display()))?;
    let text = replace(&text, "listen 443 ssl http2;", &format!("listen 127.0.0.1:{port};"))?;
    let text =
        replace(&text, "include preau/backends.conf;", &format!("{OF_THE_MOCK}\n    include preau/backends.conf;"))?;
    let text = text.replace("server_name mooc.example;", "server_name _;");
    let text = replace(&text, HOSTS, &HOSTS.replace("\"\";", "\"https://univ.example\";"))?;
    // the learner's browser has to find the way back to this port
    let proxy = fs::read_to_string(parts.join("proxy.conf"))?;
    fs::write(parts.join("proxy.conf"), replace(&proxy, "Host $host;", "Host $http_host;")?)?;
    fs::write(folder.join("site.conf"), text)?;
    let module = BROTLI.iter().find(|module| Path::new(module).exists());
    if module.is_none() {
        fs::remove_file(parts.join("brotli.conf"))?;
    }
    let module = module.map(|module| format!("load_module {module};\n")).unwrap_or_default();
    let main = format!("{module}{NGINX_MAIN}").replace("FOLDER", &folder.display().to_string());
    fs::write(folder.join("nginx.conf"), main)?;
    let mut nginx = Command::new(Kind::Nginx.program().0);
    nginx.arg("-p").arg(folder).arg("-c").arg(folder.join("nginx.conf")).args(["-e", "stderr"]);
    Ok(nginx)
}

const ELSEWHERE: &str = "map \"\" $preau_backends {\n    default \"\";";
const HOSTS: &str = "map \"\" $preau_hosts {\n    default \"\";";

/// The mock's own paths, which no platform has.
const OF_THE_MOCK: &str =
    "    location ~ ^/(?:__mock__|services)/ { include preau/proxy.conf; proxy_pass http://preau_lms; }";

const NGINX_MAIN: &str = "\
daemon off;
worker_processes 1;
pid FOLDER/pid;
events {}
http {
    access_log off;
    client_body_temp_path FOLDER/body;
    proxy_temp_path FOLDER/proxy;
    fastcgi_temp_path FOLDER/fastcgi;
    uwsgi_temp_path FOLDER/uwsgi;
    scgi_temp_path FOLDER/scgi;
    include site.conf;
}
";

/// Without certificates, and without the server that leads from http to https.
fn plain_http(text: &str) -> Result<String> {
    let Some((before, after)) = text.split_once("server {\n    listen 80;") else {
        bail!("preau.conf has no server at port 80");
    };
    let Some((_, after)) = after.split_once("}\n") else {
        bail!("preau.conf has a server without an end");
    };
    let is_kept = |line: &&str| !["ssl_", "listen [::]:"].iter().any(|start| line.trim_start().starts_with(start));
    let lines = after.lines().filter(is_kept);
    Ok(lines.fold(before.to_owned(), |all, line| all + line + "\n"))
}

/// The shipped file as it is: what differs comes from the environment. The mock's own paths come by an import that Caddy knows.
fn caddy(project: &Project, folder: &Path, port: u16, backends: &Backends<'_>) -> Result<Command> {
    let text = fs::read_to_string(project.path("deploy/caddy/Caddyfile"))?;
    let own = "\tlog {\n\t\toutput discard\n\t}\n\t@mock path /__mock__/* /services/*\n\thandle @mock {\n\t\treverse_proxy {$PREAU_LMS}\n\t}\n";
    let first = "{$PREAU_SITE:mooc.example} {\n";
    let text = format!("{{\n\tadmin off\n}}\n{}", replace(&text, first, &format!("{first}{own}"))?);
    let file = folder.join("Caddyfile");
    fs::write(&file, text)?;
    let mut caddy = Command::new(Kind::Caddy.program().0);
    caddy.arg("run").arg("--config").arg(file).args(["--adapter", "caddyfile"]);
    caddy.env("PREAU_SITE", format!("http://127.0.0.1:{port}")).env("PREAU_ROOT", folder.join("site"));
    caddy.env("PREAU_RICHIE", backends.richie).env("PREAU_LMS", backends.lms);
    caddy.env("PREAU_BACKENDS", backends.elsewhere).env("PREAU_HOSTS", "https://univ.example");
    // where it would keep certificates
    caddy.env("XDG_DATA_HOME", folder.join("data")).env("XDG_CONFIG_HOME", folder.join("config"));
    Ok(caddy)
}

/// What is not there cannot be replaced: then this test and the shipped file have drifted apart.
fn replace(text: &str, from: &str, to: &str) -> Result<String> {
    if !text.contains(from) {
        bail!("the shipped configuration has no `{from}`");
    }
    Ok(text.replace(from, to))
}
