//! What the secret page says; how it says so is in `secret.html`.

use kaffy::{Reader, prelude::*, site::PageData};
use serde::Serialize;

use crate::models::Product;

pub(super) struct Secret;

#[derive(Serialize)]
pub(super) struct Message {
    message: String,
}

impl PageData for Secret {
    type Data = Message;

    async fn data(&self, reader: &Reader) -> Result<Message, Refusal> {
        let products = reader.count::<Product>([]).await?;
        let message =
            format!("Psst, {}: the recipes of all {products} products are under the mat.", reader.actor().name);
        Ok(Message { message })
    }
}
