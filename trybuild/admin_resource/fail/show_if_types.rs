use kaffy::{AdminChoice, AdminResource};

#[derive(AdminChoice)]
enum Kind {
    Physical,
    OnlineCourse,
}

#[derive(AdminResource)]
struct Product {
    id: i64,
    kind: Kind,
    title: String,
    stock: u8,
    sold: bool,
    facts: serde_json::Value,
    #[admin(show_if(kind = OnlineCourses))]
    no_variant: Option<i64>,
    #[admin(show_if(kind = "physical"))]
    text_of_enum: Option<i64>,
    #[admin(show_if(title = Bread))]
    variant_of_text: Option<i64>,
    #[admin(show_if(title = 7))]
    number_of_text: Option<i64>,
    #[admin(show_if(stock = 300))]
    too_large: Option<i64>,
    #[admin(show_if(stock = true))]
    flag_of_number: Option<i64>,
    #[admin(show_if(sold = "yes"))]
    text_of_flag: Option<i64>,
    #[admin(show_if(facts = "x"))]
    of_json: Option<i64>,
}

fn main() {}
