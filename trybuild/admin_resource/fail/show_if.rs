use kaffy::AdminResource;

#[derive(AdminResource)]
struct Category {
    id: i64,
    name: String,
}

#[derive(AdminResource)]
struct Product {
    #[admin(show_if(stock = 1))]
    id: i64,
    stock: i64,
    #[admin(belongs_to = Category)]
    category_id: i64,
    #[admin(password)]
    pin: String,
    #[admin(show_if(stok = 1))]
    misspelt: Option<i64>,
    #[admin(show_if(itself = 1))]
    itself: Option<i64>,
    #[admin(show_if = stock)]
    without_parentheses: Option<i64>,
    #[admin(show_if)]
    bare: Option<i64>,
    #[admin(show_if(stock))]
    without_value: Option<i64>,
    #[admin(show_if(stock == 1))]
    compared: Option<i64>,
    #[admin(show_if(stock = 1, category_id = 2))]
    two: Option<i64>,
    #[admin(show_if(stock = 1.5))]
    fraction: Option<i64>,
    #[admin(show_if("stock" = 1))]
    quoted: Option<i64>,
    #[admin(show_if(stock = 1 | 1))]
    twice: Option<i64>,
    #[admin(show_if(category.name = "Bread"))]
    over: Option<i64>,
    #[admin(show_if(category = 2))]
    relation: Option<i64>,
    #[admin(show_if(pin = "1234"))]
    told: Option<i64>,
    #[admin(show_if(pong = 1))]
    ping: i64,
    #[admin(show_if(ping = 1))]
    pong: i64,
}

fn main() {}
