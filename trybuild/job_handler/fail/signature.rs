use kaffy::prelude::*;

#[job_handler]
fn not_async(id: i64) -> Result<(), JobError> {
    let _ = id;
    Ok(())
}

#[job_handler]
async fn returns_nothing(id: i64) {
    let _ = id;
}

#[job_handler]
async fn returns_a_tuple(id: i64) -> (i64, i64) {
    (id, id)
}

#[job_handler]
async fn generic<T>(value: T) -> Result<(), JobError> {
    drop(value);
    Ok(())
}

#[job_handler]
async fn borrows(name: &str, all: &[u8], (one, two): (u8, u8)) -> Result<(), JobError> {
    let _ = (name, all, one, two);
    Ok(())
}

#[job_handler]
async fn two_wholes(#[args] one: String, two: String) -> Result<(), JobError> {
    drop((one, two));
    Ok(())
}

struct Shop;

impl Shop {
    #[job_handler]
    async fn method(&self) -> Result<(), JobError> {
        Ok(())
    }
}

#[job_handler]
struct NoFunction;

fn main() {}
