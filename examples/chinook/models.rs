//! The eleven tables of Chinook, as they were found, each annotated.
//!
//! A struct names one table. This database exists in two spellings, `InvoiceLine.UnitPrice` on SQLite
//! and MySQL and `invoice_line.unit_price` on PostgreSQL, and the example runs on all three: so the
//! structs stand in a macro that is told the spelling. An application with one database has no need of
//! that; what stands between the braces is all it would write.

#![expect(unreachable_pub, reason = "nothing but the admin uses the structs here")]

use kaffy::{AdminBuilder, Dialect};

/// Adds the eleven tables to an admin, as this database spells them.
pub fn register(admin: AdminBuilder, dialect: Dialect) -> AdminBuilder {
    match dialect {
        Dialect::Sqlite | Dialect::MySql => pascal_case::register(admin),
        Dialect::Postgres => snake_case::register(admin),
    }
}

macro_rules! tables {
    (
        $case:literal: $album:literal $artist:literal $customer:literal $employee:literal $genre:literal
        $invoice:literal $invoice_line:literal $media_type:literal $playlist:literal $playlist_track:literal
        $track:literal
    ) => {
        use chrono::NaiveDateTime;
        use kaffy::{AdminBuilder, prelude::*};
        use rust_decimal::Decimal;

        /// Somebody who records music: a person or a band.
        #[derive(Debug, Clone, AdminResource)]
        #[admin(table = $artist, rename_all = $case, context = "Music", search(name), order(name))]
        pub struct Artist {
            #[admin(primary_key)]
            pub artist_id: i32,
            #[admin(max_len = 120)]
            pub name: Option<String>,
        }

        #[derive(Debug, Clone, AdminResource)]
        #[admin(table = $album, rename_all = $case, context = "Music")]
        #[admin(list(title, artist.name), search(title, artist.name), filter(artist), order(title))]
        pub struct Album {
            #[admin(primary_key)]
            pub album_id: i32,
            #[admin(max_len = 160)]
            pub title: String,
            #[admin(belongs_to = Artist)]
            pub artist_id: i32,
        }

        #[derive(Debug, Clone, AdminResource)]
        #[admin(table = $track, rename_all = $case, context = "Music")]
        #[admin(list(name, album.title, album.artist.name, genre.name, milliseconds, unit_price))]
        #[admin(search(name, composer, album.title, album.artist.name))]
        #[admin(filter(genre, media_type, album, unit_price, milliseconds), order(name))]
        #[admin(form(
            name,
            composer,
            album_id,
            genre_id,
            unit_price,
            section("File", media_type_id, milliseconds, bytes)
        ))]
        pub struct Track {
            #[admin(primary_key)]
            pub track_id: i32,
            #[admin(max_len = 200)]
            pub name: String,
            #[admin(belongs_to = Album)]
            pub album_id: Option<i32>,
            #[admin(belongs_to = MediaType)]
            pub media_type_id: i32,
            #[admin(belongs_to = Genre)]
            pub genre_id: Option<i32>,
            #[admin(max_len = 220)]
            pub composer: Option<String>,
            /// Length in milliseconds.
            #[admin(label = "Length", min = 0)]
            pub milliseconds: i32,
            /// Size of the file in bytes.
            #[admin(label = "Size", min = 0)]
            pub bytes: Option<i32>,
            #[admin(min = 0)]
            pub unit_price: Decimal,
        }

        #[derive(Debug, Clone, AdminResource)]
        #[admin(table = $genre, rename_all = $case, context = "Music", search(name), order(name))]
        pub struct Genre {
            #[admin(primary_key)]
            pub genre_id: i32,
            #[admin(max_len = 120)]
            pub name: Option<String>,
        }

        #[derive(Debug, Clone, AdminResource)]
        #[admin(table = $media_type, rename_all = $case, context = "Music", search(name), order(name))]
        pub struct MediaType {
            #[admin(primary_key)]
            pub media_type_id: i32,
            #[admin(max_len = 120)]
            pub name: Option<String>,
        }

        #[derive(Debug, Clone, AdminResource)]
        #[admin(table = $playlist, rename_all = $case, context = "Music", search(name), order(name))]
        pub struct Playlist {
            #[admin(primary_key)]
            pub playlist_id: i32,
            #[admin(max_len = 120)]
            pub name: Option<String>,
        }

        /// A track on a playlist. The two together are the key.
        #[derive(Debug, Clone, AdminResource)]
        #[admin(table = $playlist_track, rename_all = $case, context = "Music")]
        #[admin(primary_key(playlist_id, track_id), list(playlist.name, track.name, track.album.title))]
        #[admin(search(playlist.name, track.name), filter(playlist, track))]
        pub struct PlaylistTrack {
            #[admin(belongs_to = Playlist)]
            pub playlist_id: i32,
            #[admin(belongs_to = Track)]
            pub track_id: i32,
        }

        #[derive(Debug, Clone, AdminResource)]
        #[admin(table = $customer, rename_all = $case, context = "Sales")]
        #[admin(list(first_name, last_name, company, country, email, support_rep.last_name))]
        #[admin(search(first_name, last_name, company, email), filter(country, city, company, support_rep))]
        #[admin(order(last_name, first_name), label(first_name, last_name))]
        #[admin(form(
            first_name,
            last_name,
            company,
            email,
            phone,
            fax,
            section("Address", address, postal_code, city, state, country),
            section("Support", support_rep_id)
        ))]
        pub struct Customer {
            #[admin(primary_key)]
            pub customer_id: i32,
            #[admin(max_len = 40)]
            pub first_name: String,
            #[admin(max_len = 20)]
            pub last_name: String,
            #[admin(max_len = 80)]
            pub company: Option<String>,
            #[admin(max_len = 70)]
            pub address: Option<String>,
            #[admin(max_len = 40)]
            pub city: Option<String>,
            #[admin(max_len = 40)]
            pub state: Option<String>,
            #[admin(max_len = 40)]
            pub country: Option<String>,
            #[admin(max_len = 10)]
            pub postal_code: Option<String>,
            #[admin(tel, max_len = 24)]
            pub phone: Option<String>,
            #[admin(tel, max_len = 24)]
            pub fax: Option<String>,
            #[admin(email, max_len = 60)]
            pub email: String,
            /// Who looks after this customer.
            #[admin(belongs_to = Employee)]
            pub support_rep_id: Option<i32>,
        }

        #[derive(Debug, Clone, AdminResource)]
        #[admin(table = $invoice, rename_all = $case, context = "Sales")]
        #[admin(list(invoice_id, invoice_date, customer.first_name, customer.last_name, billing_country, total))]
        #[admin(search(exact(invoice_id), customer.last_name, billing_city))]
        #[admin(filter(invoice_date, customer, billing_country, total), drill_down(invoice_date))]
        #[admin(order(desc(invoice_date)), label(invoice_id))]
        #[admin(form(
            customer_id,
            invoice_date,
            total,
            section(
                "Billing address",
                billing_address,
                billing_postal_code,
                billing_city,
                billing_state,
                billing_country
            )
        ))]
        pub struct Invoice {
            #[admin(primary_key, label = "Number")]
            pub invoice_id: i32,
            #[admin(belongs_to = Customer)]
            pub customer_id: i32,
            #[admin(label = "Date")]
            pub invoice_date: NaiveDateTime,
            #[admin(label = "Address", max_len = 70)]
            pub billing_address: Option<String>,
            #[admin(label = "City", max_len = 40)]
            pub billing_city: Option<String>,
            #[admin(label = "State", max_len = 40)]
            pub billing_state: Option<String>,
            #[admin(label = "Country", max_len = 40)]
            pub billing_country: Option<String>,
            #[admin(label = "Postal code", max_len = 10)]
            pub billing_postal_code: Option<String>,
            #[admin(min = 0)]
            pub total: Decimal,
        }

        #[derive(Debug, Clone, AdminResource)]
        #[admin(table = $invoice_line, rename_all = $case, context = "Sales")]
        #[admin(list(invoice_id, track.name, track.album.artist.name, unit_price, quantity))]
        #[admin(search(exact(invoice_id), track.name), filter(invoice, track, quantity, unit_price))]
        #[admin(order(desc(invoice_line_id)))]
        pub struct InvoiceLine {
            #[admin(primary_key)]
            pub invoice_line_id: i32,
            #[admin(belongs_to = Invoice)]
            pub invoice_id: i32,
            #[admin(belongs_to = Track)]
            pub track_id: i32,
            #[admin(min = 0)]
            pub unit_price: Decimal,
            #[admin(min = 1, default = 1)]
            pub quantity: i32,
        }

        #[derive(Debug, Clone, AdminResource)]
        #[admin(table = $employee, rename_all = $case, context = "Company")]
        #[admin(list(first_name, last_name, title, manager.last_name, hire_date, city))]
        #[admin(search(first_name, last_name, title, email), filter(title, manager, hire_date, city))]
        #[admin(order(last_name, first_name), label(first_name, last_name))]
        #[admin(form(
            first_name,
            last_name,
            title,
            reports_to,
            hire_date,
            birth_date,
            section("Contact", email, phone, fax, address, postal_code, city, state, country)
        ))]
        pub struct Employee {
            #[admin(primary_key)]
            pub employee_id: i32,
            #[admin(max_len = 20)]
            pub last_name: String,
            #[admin(max_len = 20)]
            pub first_name: String,
            #[admin(max_len = 30)]
            pub title: Option<String>,
            #[admin(belongs_to = Employee, relation = manager)]
            pub reports_to: Option<i32>,
            #[admin(label = "Born")]
            pub birth_date: Option<NaiveDateTime>,
            #[admin(label = "Hired")]
            pub hire_date: Option<NaiveDateTime>,
            #[admin(max_len = 70)]
            pub address: Option<String>,
            #[admin(max_len = 40)]
            pub city: Option<String>,
            #[admin(max_len = 40)]
            pub state: Option<String>,
            #[admin(max_len = 40)]
            pub country: Option<String>,
            #[admin(max_len = 10)]
            pub postal_code: Option<String>,
            #[admin(tel, max_len = 24)]
            pub phone: Option<String>,
            #[admin(tel, max_len = 24)]
            pub fax: Option<String>,
            #[admin(email, max_len = 60)]
            pub email: Option<String>,
        }

        /// Adds all of them to an admin.
        pub fn register(admin: AdminBuilder) -> AdminBuilder {
            admin
                .resource::<Artist>()
                .resource::<Album>()
                .resource::<Track>()
                .resource::<Genre>()
                .resource::<MediaType>()
                .resource::<Playlist>()
                .resource::<PlaylistTrack>()
                .resource::<Customer>()
                .resource::<Invoice>()
                .resource::<InvoiceLine>()
                .resource::<Employee>()
        }
    };
}

/// As SQLite and MySQL spell the names.
pub mod pascal_case {
    tables!(
        "PascalCase": "Album" "Artist" "Customer" "Employee" "Genre" "Invoice" "InvoiceLine" "MediaType" "Playlist"
        "PlaylistTrack" "Track"
    );
}

/// As PostgreSQL spells them.
pub mod snake_case {
    tables!(
        "snake_case": "album" "artist" "customer" "employee" "genre" "invoice" "invoice_line" "media_type" "playlist"
        "playlist_track" "track"
    );
}
