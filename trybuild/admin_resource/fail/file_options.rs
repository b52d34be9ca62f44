use kaffy::AdminResource;

#[derive(AdminResource)]
struct Product {
    id: i64,
    #[admin(file(typs("text/csv")))]
    misspelt: Option<String>,
    #[admin(file(max_size = 5))]
    without_unit: Option<String>,
    #[admin(file(max_size = "5MiB"))]
    other_unit: Option<String>,
    #[admin(image(max_size = "0MB"))]
    nothing: Option<String>,
    #[admin(file(types("csv")))]
    ending: Option<String>,
    #[admin(file(types = "text/csv"))]
    without_parentheses: Option<String>,
    #[admin(file(types()))]
    no_type: Option<String>,
    #[admin(file(folder = "../secrets"))]
    outside: Option<String>,
    #[admin(image(types("application/pdf")))]
    no_picture: Option<String>,
    #[admin(image(max_size = "1MB", max_size = "2MB"))]
    twice: Option<String>,
}

fn main() {}
