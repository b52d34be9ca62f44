use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin(composite)]
struct PlaylistTrack {
    #[admin(primary_key)]
    playlist_id: i64,
    track_id: i64,
}

fn main() {}
