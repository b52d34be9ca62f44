use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin(primary_key(playlist_id, track_id))]
struct PlaylistTrack {
    #[admin(primary_key)]
    playlist_id: i64,
    track_id: i64,
}

fn main() {}
