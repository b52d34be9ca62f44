//! What templates see: one documented struct for each page, under the name `page`, and [`Screen`]
//! for what is around it, under the name `screen`.
//!
//! All texts are plain; templates escape them. All addresses are complete and safe to put into `href`.

mod account;
mod action;
mod audit;
mod cell;
mod cells;
mod chart;
#[cfg(feature = "jobs")]
pub mod chores;
mod columns;
mod conflict;
mod custom;
mod delete;
mod error;
mod export;
mod field_html;
mod file;
mod filter;
pub(crate) mod form;
mod form_page;
mod form_value;
mod frame;
mod home;
mod import;
mod input;
mod input_html;
mod job_panel;
#[cfg(feature = "jobs")]
pub mod jobs;
mod keys;
mod links;
mod list;
mod list_page;
mod list_parts;
mod menu;
mod moment;
mod notifications;
mod pager;
mod parts;
mod pick;
mod row_html;
mod rows;
mod run;
#[cfg(feature = "jobs")]
pub mod schedules;
mod screen;
mod screen_html;
mod search;
mod table;
mod tabs;
pub(crate) mod views;
mod widget;

pub use crate::{
    extract::Theme,
    flash::{Flash, Level},
};
pub use account::{
    AccountField, AccountFormView, AccountHelp, AccountLinks, AccountOption, MatrixRow, MatrixView, PasswordOnceView,
    RecoveryCodesView, RoleLine, RolesView, SessionLine, SessionsView, Tick, UserLine, UsersView,
};
pub use action::{ActionButton, ActionOption, ActionView, FailureView, ResultView, RunView, SelectionView, StepView};
pub(crate) use action::{count_words, counted, done_to, done_words};
pub use audit::{AuditView, ChangeView, EntryView, HistoryView, KeptView, RecentView};
pub(crate) use audit::{RowNames, around};
pub(crate) use cell::is_site_address;
pub use cell::{CellKind, CellView, RowLink};
pub use cells::{CellFormView, CellsRowView, CellsView, EditCellView};
pub use chart::{ChartView, DataRow, GridLine, LabelView, MarkView, SeriesView, SliceView};
pub use columns::{ColumnChoice, ColumnsView};
pub use conflict::{ByView, ClashView, ConflictView, GoneView, TypedView};
pub use custom::{CustomPageView, LinkQuestion};
pub use delete::{DeleteView, ReferenceView, SampleView};
pub use error::ErrorView;
pub use export::{ExportColumnView, ExportFormat, ExportView};
#[cfg(feature = "jobs")]
pub(crate) use file::LARGEST_UPLOAD;
pub(crate) use file::bytes;
pub use file::{FileInputView, FileView, KeptFileView};
pub(crate) use filter::fixed_options;
pub use filter::{ChipView, FacetView, FilterView, OptionView, PresetView, RangeView};
pub(crate) use form::{Around, held};
pub use form::{FieldView, FormView, GroupButton, GroupPart, GroupView, InTrashView, Problem, SectionView, ShowIfView};
pub use home::{ContextView, HomeView, ResourceView};
pub use import::{ImportColumn, ImportFailureView, ImportFieldView, ImportMapping, ImportResultView, ImportView};
pub(crate) use input::key_of_text;
pub use input::{Hidden, InputKind, InputView, PickView};
pub use job_panel::{JobPanelLine, JobPanelView};
pub use keys::{KeyLine, KeySection, KeysView};
pub use links::{LinksView, TokenView};
pub use list::{DrillView, EmptyTrash, EmptyView, LinkView, ListView, SearchView, TrashView};
pub(crate) use list::{Listing, changed_here, search_help};
pub use list_parts::{ListParts, StateTab};
pub(crate) use menu::shows_dashboard;
pub use menu::{MenuView, NavContext, NavLink, NavResource};
pub use moment::MomentView;
pub use notifications::{NotificationLine, NotificationsView};
pub use pager::PagerView;
pub(crate) use parts::Parts;
pub use pick::{PickOption, PickPage};
pub(crate) use row_html::{Html, RowHtml};
pub use rows::{FormRow, InlineView, RowHead};
pub use run::RunNews;
#[cfg(feature = "jobs")]
pub use run::RunPageView;
pub use screen::{ActingView, BellView, Crumb, LanguageView, LogoView, Screen};
pub use search::{SearchGroup, SearchItem, SearchPageView};
pub(crate) use search::{actions as search_actions, has_bell, pages as search_pages};
pub use table::{HeadView, RowView};
pub use tabs::{TabGroupView, TabView, TabsView};
pub use views::{CurrentView, SaveView, ViewForm, ViewLine, ViewTab, ViewsMenu, ViewsPage};
pub(crate) use views::{audiences, view_href};
pub(crate) use widget::Outcome;
pub use widget::{BoardView, DashboardView, ProgressView, TextView, TidbitView, WidgetView};
