use kaffy::AdminResource;

#[derive(AdminResource)]
struct PlaylistTrack {
    #[admin(primary_key)]
    playlist_id: i64,
    #[admin(primary_key)]
    track_id: i64,
}

fn main() {}
