//! Examples as processes of their own, started as people start them.
//!
//! This binary starts itself once more, and runs the `main` of an example in there: nothing has to be built meanwhile.

use std::{
    env,
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    process::{Child, Command, ExitCode, Stdio},
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

#[cfg(feature = "postgres")]
use crate::workers;
use crate::{fresh, host_login};

const EXAMPLE: &str = "KAFFY_TEST_EXAMPLE";

/// An example that runs. It is killed when this is dropped.
struct Process {
    child: Child,
    lines: Arc<Mutex<Vec<String>>>,
}

impl Process {
    /// Starts `name word`, with this in its environment.
    fn start(example: &str, environment: &[(&str, &str)]) -> Self {
        let mut child = Command::new(env::current_exe().unwrap())
            .args(["--exact", "running::is_started_by_others", "--include-ignored", "--nocapture"])
            .env(EXAMPLE, example)
            .env_remove("DATABASE_URL")
            .envs(environment.iter().copied())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = Arc::<Mutex<Vec<String>>>::default();
        let outs: [Box<dyn Read + Send>; 2] =
            [Box::new(child.stdout.take().unwrap()), Box::new(child.stderr.take().unwrap())];
        for out in outs {
            let heard = lines.clone();
            std::thread::spawn(move || {
                for line in BufReader::new(out).lines().map_while(Result::ok) {
                    heard.lock().unwrap().push(line);
                }
            });
        }
        Self { child, lines }
    }

    fn said(&self) -> String {
        self.lines.lock().unwrap().join("\n")
    }

    /// Waits until it has said this.
    fn says(&self, words: &str) {
        wait(|| self.said().contains(words), || format!("it never said “{words}”:\n{}", self.said()));
    }

    /// Waits until it has ended by itself, and says how.
    fn ends(&mut self) -> Option<i32> {
        let mut status = None;
        wait(
            || {
                status = self.child.try_wait().unwrap();
                status.is_some()
            },
            || "it never ended".to_owned(),
        );
        status.and_then(|status| status.code())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn wait(mut until: impl FnMut() -> bool, otherwise: impl Fn() -> String) {
    let end = Instant::now() + Duration::from_secs(60);
    while !until() {
        assert!(Instant::now() < end, "{}", otherwise());
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// An address at which nothing listens.
fn address() -> String {
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    free.local_addr().unwrap().to_string()
}

/// One request, answered whole.
fn ask(address: &str, request: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    let request = request.replacen("\r\n", &format!("\r\nHost: {address}\r\nConnection: close\r\n"), 1);
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

fn get(address: &str, path: &str) -> String {
    ask(address, &format!("GET {path} HTTP/1.1\r\n\r\n"))
}

/// The process. Alone it has nothing to do.
#[test]
#[ignore = "is started by others, as their process"]
fn is_started_by_others() {
    let Ok(example) = env::var(EXAMPLE) else { return };
    let words: Vec<String> = example.split(' ').skip(1).map(str::to_owned).collect();
    let code = match example.split(' ').next() {
        Some("host_login") => host_login::main().map_or(1, |()| 0),
        #[cfg(feature = "postgres")]
        Some("workers") => i32::from(workers::start(words.into_iter()) != ExitCode::SUCCESS) * 2,
        _ => panic!("there is no such example: {example} {words:?}"),
    };
    let _ = ExitCode::SUCCESS;
    std::process::exit(code);
}

#[test]
fn w17_an_admin_stands_behind_the_login_of_its_application() {
    let address = address();
    let example = Process::start("host_login", &[("KAFFY_ADDR", &address)]);
    example.says("in your browser");
    assert!(get(&address, "/admin").starts_with("HTTP/1.1 403"), "nobody is signed in");
    let body = "who=Mia";
    let signed = ask(&address, &format!("POST / HTTP/1.1\r\nContent-Length: {}\r\n\r\n{body}", body.len()));
    let cookie = signed.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap().split(';').next().unwrap();
    let list = ask(&address, &format!("GET /admin/box-office/tickets HTTP/1.1\r\nCookie: {cookie}\r\n\r\n"));
    assert!(list.starts_with("HTTP/1.1 200") && list.contains("Matinee"), "{list}");
}

#[cfg(feature = "postgres")]
#[test]
fn an_example_that_lacks_something_says_what() {
    let said = |example: &str, environment: &[(&str, &str)]| {
        let mut example = Process::start(example, environment);
        assert_eq!(example.ends(), Some(2));
        std::thread::sleep(Duration::from_millis(50));
        example.said()
    };
    assert!(said("workers", &[]).contains("usage: workers web | work"));
    let none = said("workers work", &[]);
    assert!(none.contains("DATABASE_URL is not set") && none.contains("export DATABASE_URL=postgres://"), "{none}");
    assert!(said("workers web", &[("DATABASE_URL", "sqlite://x.db")]).contains("it has to begin with `postgres://`"));
}

#[cfg(feature = "postgres")]
#[tokio::test]
#[ignore = "needs PostgreSQL: cargo xtask test"]
async fn a_web_node_takes_orders_and_workers_pack_them() {
    let url = fresh::postgres("workers").await;
    let address = address();
    let environment = [("DATABASE_URL", &*url), ("KAFFY_ADDR", &*address)];
    let web = Process::start("workers web", &environment);
    web.says("in your browser");
    let first = Process::start("workers work", &environment);
    let second = Process::start("workers work", &environment);
    first.says("Working.");
    second.says("Working.");
    // As a browser: the token of the page, and back with it.
    for customer in ["Ada", "Bob"] {
        let page = get(&address, "/admin/shop/orders/new");
        let of = |name: &str| {
            let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("{page}"));
            rest.split('"').next().unwrap().to_owned()
        };
        let cookie = page.lines().find_map(|line| line.strip_prefix("set-cookie: kaffy_csrf=")).unwrap();
        let cookie = cookie.split(';').next().unwrap();
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs([("_csrf", &*of("_csrf")), ("customer", customer), ("loaves", "3")])
            .finish();
        let answer = ask(
            &address,
            &format!(
                "POST /admin/shop/orders HTTP/1.1\r\nOrigin: http://{address}\r\nCookie: kaffy_csrf={cookie}\r\n\
                 Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
                body.len()
            ),
        );
        assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    }
    let packed = || get(&address, "/admin/shop/orders").matches("process ").count();
    wait(|| packed() == 2, || get(&address, "/admin/jobs"));
    let list = get(&address, "/admin/shop/orders");
    let workers = [&first, &second].map(|worker| format!("process {}", worker.child.id()));
    assert_eq!(workers.iter().map(|worker| list.matches(&**worker).count()).sum::<usize>(), 2, "{list}");
}
