//! What a task means. Every rule lives here; plain values afterwards.

use std::time::Duration;

use darling::{Error, Result};
use proc_macro2::{Ident, TokenStream};
use syn::{Expr, ItemFn, Type, Visibility};

use super::attr::TaskAttrs;
use crate::{
    function::{JOB, Takes, fits, output, taken},
    schedule::{ScheduleAttrs, ScheduleModel},
    shape,
    syntax::Text,
    words::plain,
};

/// A checked task.
#[derive(Debug)]
pub(super) struct TaskModel {
    pub(super) ident: Ident,
    pub(super) vis: Visibility,
    pub(super) root: TokenStream,
    pub(super) schedule: ScheduleModel,
    pub(super) value: Type,
    pub(super) initial: Option<Expr>,
    pub(super) queue: Option<String>,
    pub(super) timeout: Option<Duration>,
    pub(super) takes: Vec<Takes>,
    pub(super) output: Type,
}

impl TaskModel {
    pub(super) fn new(attrs: TaskAttrs, item: &ItemFn) -> Result<Self> {
        let mut errors = Error::accumulator();
        let signature = &item.sig;
        if let Some(parameter) = signature.generics.params.first() {
            let message = "a task has one value of one type, so it cannot be generic";
            errors.push(Error::custom(message).with_span(parameter));
        }
        if signature.asyncness.is_none() {
            let message = "a task is an `async fn`; write `async` in front of it";
            errors.push(Error::custom(message).with_span(&signature.fn_token));
        }
        let output = errors.handle(output(&signature.output, &signature.ident, &JOB));
        let mut takes = Vec::new();
        for parameter in &signature.inputs {
            takes.extend(errors.handle(taken(parameter, &JOB)));
        }
        let mut values = takes.iter().filter_map(|takes| match takes {
            Takes::Stored(name, ty) => Some((name, ty)),
            Takes::Around(_) => None,
        });
        let value = values.next().map(|(_, ty)| ty.clone());
        if value.is_none() && errors_are_few(signature.inputs.len(), takes.len()) {
            let message = "a task takes the value of its last run first: `async fn count(last: u64) -> Result<u64, …>`";
            errors.push(Error::custom(message).with_span(&signature.ident));
        }
        for (name, _) in values {
            let message = "a task carries one value; put the others into a struct, or take them as `Data<T>`";
            errors.push(Error::custom(message).with_span(name));
        }
        errors.handle(attrs.queue.as_ref().map_or(Ok(()), |queue| fits(queue, 64)));
        let name = plain(&signature.ident);
        let said = ScheduleAttrs {
            name: attrs.name.clone(),
            cron: attrs.cron.clone(),
            every: attrs.every.clone(),
            timezone: attrs.timezone.clone(),
            at: Some(signature.ident.span()),
            ..ScheduleAttrs::default()
        };
        let schedule = errors.handle(ScheduleModel::new(said, &name, &[]));
        errors.finish()?;
        let unread = || Error::custom("the task could not be read");
        Ok(Self {
            ident: signature.ident.clone(),
            vis: item.vis.clone(),
            root: shape::root(attrs.root.as_ref()),
            schedule: schedule.ok_or_else(unread)?,
            value: value.ok_or_else(unread)?,
            initial: attrs.initial.map(|initial| initial.0),
            queue: attrs.queue.as_ref().map(Text::value),
            timeout: attrs.timeout.map(|time| time.duration()),
            takes,
            output: output.ok_or_else(unread)?,
        })
    }
}

/// Whether all parameters were understood, so that what is missing is missing.
const fn errors_are_few(written: usize, understood: usize) -> bool {
    written == understood
}
