//! Listening, and stopping when asked to.

use std::{env, io, net::SocketAddr};

use axum::Router;
use tokio::net::TcpListener;

/// Serves an application at `KAFFY_ADDR` until Ctrl+C or SIGTERM.
pub(crate) async fn serve(app: Router) -> io::Result<()> {
    let address = env::var("KAFFY_ADDR").unwrap_or_else(|_| "127.0.0.1:3000".into());
    let listener = TcpListener::bind(&address)
        .await
        .map_err(|error| io::Error::new(error.kind(), format!("{address}: {error}; choose another with KAFFY_ADDR")))?;
    println!("Open http://{}/admin in your browser.", listener.local_addr()?);
    // With the peer's address: the admin answers this machine only, as nobody signs in.
    let app = app.into_make_service_with_connect_info::<SocketAddr>();
    tokio::select! {
        served = axum::serve(listener, app) => served,
        () = stopped() => Ok(()),
    }
}

async fn stopped() {
    #[cfg(unix)]
    if let Ok(mut terminate) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        }
        return;
    }
    let _ = tokio::signal::ctrl_c().await;
}
