//! The guide for those who come from Kaffy: whole, and without links that lead nowhere. Its code is compiled as
//! doctests.

const GUIDE: &str = include_str!("../../docs/coming-from-kaffy.md");

/// What a module of Kaffy's can have (K18).
const HOOKS: [&str; 31] = [
    "index",
    "index_description",
    "form_fields",
    "search_fields",
    "ordering",
    "default_actions",
    "authorized?",
    "create_changeset",
    "update_changeset",
    "singular_name",
    "plural_name",
    "serialize_id",
    "deserialize_id",
    "resource_actions",
    "list_actions",
    "widgets",
    "custom_pages",
    "custom_links",
    "custom_index_query",
    "custom_show_query",
    "before_insert",
    "after_insert",
    "before_update",
    "after_update",
    "before_save",
    "after_save",
    "before_delete",
    "after_delete",
    "insert",
    "update",
    "delete",
];

#[test]
fn k18_the_guide_says_where_each_hook_went() {
    let (_, table) = GUIDE.split_once("## The 31 hooks").expect("the table of hooks");
    let (table, _) = table.split_once("\n## ").expect("an end");
    let rows = table.lines().filter(|line| line.starts_with("| `"));
    let named: Vec<_> = rows.filter_map(|row| row.split('|').nth(1)).flat_map(|cell| cell.split(',')).collect();
    let named: Vec<_> = named.iter().map(|name| name.trim().trim_matches('`')).collect();
    for hook in HOOKS {
        assert!(named.contains(&hook), "{hook} is not in the table");
    }
    assert_eq!(named.len(), HOOKS.len(), "each once: {named:?}");
}

#[test]
fn k18_the_guide_names_every_function_of_a_resource_admin() {
    const TRAIT: &str = include_str!("../../kaffy-core/src/behaviour/resource_admin.rs");
    let functions = TRAIT.lines().filter_map(|line| line.strip_prefix("    fn "));
    let names: Vec<_> = functions.filter_map(|rest| rest.split('(').next()).collect();
    assert!(names.len() > 30, "{names:?}");
    for name in names {
        assert!(GUIDE.contains(name), "`{name}` is not in docs/coming-from-kaffy.md: say there what it was in Kaffy");
    }
}

#[test]
fn k18_the_guide_has_the_sections_it_points_to() {
    let place = |heading: &str| -> String {
        let kept = heading.chars().filter(|sign| sign.is_alphanumeric() || matches!(sign, ' ' | '-'));
        kept.collect::<String>().to_lowercase().replace(' ', "-")
    };
    let headings: Vec<_> = GUIDE.lines().filter_map(|line| line.strip_prefix("## ")).map(place).collect();
    let links: Vec<_> = GUIDE.split("](#").skip(1).filter_map(|rest| rest.split(')').next()).collect();
    assert!(links.len() > 30);
    for link in &links {
        assert!(headings.iter().any(|heading| heading == link), "#{link} is no section: {headings:?}");
    }
}
