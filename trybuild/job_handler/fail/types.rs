use kaffy::prelude::*;

struct NotStored;

#[job_handler]
async fn takes(value: NotStored) -> Result<(), JobError> {
    drop(value);
    Ok(())
}

#[job_handler]
async fn returns() -> Result<NotStored, JobError> {
    Ok(NotStored)
}

#[job_handler]
async fn other_error() -> Result<(), std::io::Error> {
    Ok(())
}

struct NotShared(std::rc::Rc<u8>);

#[job_handler]
async fn needs(Data(shared): Data<NotShared>) -> Result<(), JobError> {
    drop(shared.0);
    Ok(())
}

async fn enqueues(jobs: &Jobs) {
    let _ = jobs.enqueue(7).await;
}

fn main() {}
