//! The places where a value is drawn, the templates that draw them, and what has to be seen there.

/// Declares the places with the templates that draw them.
macro_rules! places {
    ($($place:ident { $($template:literal),* })+) => {
        /// Where a value is drawn.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Place { $($place),+ }

        pub(super) const PLACES: &[Place] = &[$(Place::$place),+];

        pub(super) fn templates(place: Place) -> &'static [&'static str] {
            match place { $(Place::$place => &[$($template),*]),+ }
        }
    };
}

places! {
    List {
        "layout", "layout/head", "layout/links", "layout/top", "layout/foot", "components", "resource/list",
        "resource/table", "resource/row", "resource/cell", "list/columns", "list/views", "list/views_menu"
    }
    FilterChip { "list/chips", "list/filters", "list/parts", "list/search" }
    Selection { "list/selection" }
    Tabs { "resource/tabs" }
    Cells { "resource/cells", "resource/cell_input", "resource/cell_form", "resource/cell_saved" }
    ReadOnly { "resource/file" }
    Form { "resource/form", "resource/sections", "resource/input", "resource/group" }
    FormFilledByAddress {}
    FormWithErrors {}
    Conflict { "resource/conflict" }
    InlineRows { "resource/rows" }
    Links { "resource/links" }
    Picker { "resource/pick" }
    Options {}
    Flash {}
    DeleteQuestion { "resource/delete" }
    DeleteRefused {}
    Trash {}
    BulkQuestion { "resource/action" }
    BulkResult { "resource/action_result", "resource/action_done", "resource/action_step", "resource/action_run" }
    ActionRun { "resource/run" }
    ActionInputs {}
    ActionInputsWithErrors {}
    RecordGone { "resource/gone" }
    History { "resource/history", "entries" }
    Audit { "audit" }
    ExportQuestion { "resource/export" }
    ExportFile {}
    ImportMapping { "resource/import" }
    ImportDryRun { "resource/import_result", "resource/import_done" }
    Widgets { "dashboard", "board", "widget", "widget_part" }
    ChartLabels { "chart" }
    Home { "home" }
    Context { "context" }
    CustomPage {}
    CustomLink { "link" }
    ErrorPage { "error" }
    Users { "accounts/users" }
    User { "accounts/form", "accounts/fields" }
    UserWithErrors {}
    PasswordOnce { "accounts/once" }
    Roles { "accounts/roles" }
    Role { "accounts/matrix" }
    Sessions { "accounts/sessions" }
    SignIn { "accounts/sign_in" }
    SecondFactor { "accounts/codes" }
    AskAgain {}
    Acting {}
    Jobs { "jobs/list", "jobs/parts" }
    Job { "jobs/job", "jobs/panel" }
    JobForms { "jobs/form", "jobs/types" }
    JobsInBulk { "jobs/bulk" }
    JobGroups { "jobs/groups", "jobs/group" }
    JobQueues { "jobs/queues" }
    JobWorkers { "jobs/workers" }
    Schedules { "schedules/list" }
    Schedule { "schedules/schedule" }
    ScheduleForms {}
    Chores { "chores/list", "chores/parts" }
    ChoreForm { "chores/chore" }
    ChoreRun { "chores/run" }
    ChoreRuns { "chores/runs" }
    Views { "views/list", "views/form" }
    Search { "search", "search_part" }
    Keys { "keys", "keys_part" }
    Notifications { "notifications" }
}

/// Which marks have to be seen in a place, at least: what is drawn nowhere proves nothing.
pub(super) fn expected(place: Place) -> &'static str {
    const TYPED: &str = "title maker_id flag small ratio price letter blob code day hour packed sold data grade words size \
                         site mail phone color story notes packing.colour packing.layers";
    match place {
        Place::List => {
            "flag small ratio price code day hour packed sold title maker words site mail phone color story notes data photo letter tag label size grade view user"
        }
        Place::FilterChip => {
            "title maker_id flag small ratio price letter code day hour packed sold grade words size site mail phone color notes"
        }
        Place::Selection => "action title",
        Place::Tabs => "tab group",
        Place::Cells => "title maker typed site mail phone notes size label choice fixed help",
        Place::ReadOnly => "title maker words site mail phone color story notes data size grade help label",
        Place::Form => {
            "flag small ratio price code day hour packed sold title maker words site mail phone color story notes data size letter photo help label choice fixed"
        }
        Place::FormFilledByAddress => TYPED,
        Place::FormWithErrors => TYPED,
        Place::Conflict => "title notes mine",
        Place::InlineRows => "part",
        Place::Links => "tag",
        Place::Picker | Place::Options => "maker",
        Place::Flash => "title",
        Place::DeleteQuestion => "title part",
        Place::DeleteRefused => "title",
        Place::Trash => "leaflet",
        Place::BulkQuestion | Place::BulkResult => "title",
        Place::ActionRun => "polish label failed stopped",
        Place::ActionInputs => "action confirm helped title",
        Place::ActionInputsWithErrors => "action typed",
        Place::RecordGone => "mine",
        Place::History => "title notes data words phone size",
        Place::Audit => "title user",
        Place::ExportQuestion => "label",
        Place::ExportFile => "title maker words site mail phone color story notes data size",
        Place::ImportMapping => "heading",
        Place::ImportDryRun => "maker_id",
        Place::Widgets => "widget text title",
        Place::ChartLabels => "title",
        Place::Home | Place::Context => "site-title",
        Place::CustomPage => "page",
        Place::CustomLink => "link",
        Place::ErrorPage => "site-title",
        Place::Users => "user words",
        Place::User => "user role",
        Place::UserWithErrors => "typed",
        Place::PasswordOnce => "typed",
        Place::Roles => "role",
        Place::Role => "role",
        Place::Sessions => "agent",
        Place::SignIn => "email",
        Place::SecondFactor => "",
        Place::AskAgain => "typed",
        Place::Acting => "user",
        Place::Jobs => "job words tag",
        Place::Job => "job tag error result meta place log",
        Place::JobForms => "job typed",
        Place::JobsInBulk => "job",
        Place::JobGroups => "group kind task error meta user words",
        Place::JobQueues => "queue reason typed",
        Place::JobWorkers => "worker",
        Place::Schedules => "name cron reason user value error words",
        Place::Schedule => "job cron node queue reason user value error",
        Place::ScheduleForms => "job cron node queue typed name",
        Place::Chores => "chore description title user counter words",
        Place::ChoreForm => "chore description file source typed",
        Place::ChoreRun => {
            "title user label input build node message counter result error element dropped line item words table row column \
             before after file other reason typed"
        }
        Place::ChoreRuns => "title user label error words",
        Place::Views => "view user role typed",
        Place::Search => "title words chore maker",
        Place::Keys => "words",
        Place::Notifications => "notice",
    }
}

/// Whether drawing a place takes poison away, so that it needs a world of its own.
pub(super) fn changes(place: Place) -> bool {
    matches!(
        place,
        Place::Conflict | Place::RecordGone | Place::History | Place::Audit | Place::BulkResult | Place::Trash
    )
}
