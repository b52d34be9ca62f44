//! The most common passwords that are long enough to be taken otherwise, in lower case. With a number or a sign
//! behind them, or doubled, they are as common.

#[rustfmt::skip]
pub(super) const COMMON: &[&str] = &[
    "password", "passw0rd", "p@ssw0rd", "p@ssword", "pa$$word", "passwort", "kennwort", "geheim", "passphrase",
    "qwerty", "qwertz", "qwertyuiop", "qwertzuiop", "asdfghjkl", "asdfghjklö", "zxcvbnm", "yxcvbnm", "azerty", "azertyuiop",
    "qwertyuiopasdfghjkl", "1q2w3e4r5t6y", "1q2w3e4r5t6z", "1qaz2wsx3edc", "1qaz2wsx3edc4rfv", "q1w2e3r4t5y6", "qazwsxedc", "qazwsxedcrfv",
    "123456789012", "1234567890123", "12345678901234", "123456789123", "1234567891011", "123123123123", "0123456789", "012345678910",
    "1234567890", "123456789", "12345678", "987654321", "9876543210", "0987654321", "112233445566", "111222333444", "121212121212", "102030405060",
    "abcdefghijkl", "abcdefghijklm", "abcdefghijklmnopqrstuvwxyz", "abcdefgh", "abcd1234", "abcdef123456", "abc123abc123", "a1b2c3d4e5f6", "a123456789",
    "iloveyou", "iloveyouforever", "iloveyousomuch", "loveyou", "letmein", "letmeinplease", "letmeinnow", "welcome", "welcomehome", "welcomeback", "willkommen", "bienvenue",
    "admin", "administrator", "adminadmin", "administrator1", "superuser", "rootroot", "toor", "changeme", "changemenow", "changeit", "pleasechange", "default", "defaultpassword",
    "mypassword", "newpassword", "thepassword", "password1password", "passwordpassword", "nopassword", "secretpassword", "secret", "topsecret", "temppassword", "temporary", "testpassword", "testtest", "testing", "tester",
    "football", "baseball", "basketball", "superman", "batman", "spiderman", "starwars", "pokemon", "princess", "sunshine", "dragon", "monkey", "shadow", "master", "michael", "jennifer", "jessica", "charlie", "liverpool", "manchester", "manchesterunited", "chelsea", "arsenal", "barcelona", "realmadrid", "juventus",
    "computer", "internet", "samsung", "microsoft", "facebook", "linkedin", "google", "windows", "chocolate", "cheese", "butterfly", "christmas", "hallowelt", "helloworld", "hello", "hallo", "whatever", "trustno1", "freedom", "forever", "blink182", "metallica", "slipknot",
    "correcthorsebatterystaple", "correct horse battery staple", "correct-horse-battery-staple", "thequickbrownfox", "opensesame", "open sesame", "supersecret", "verysecret", "nottelling", "ichliebedich", "schatz", "hallohallo", "fussball", "sommer", "winter", "herbst", "fruehling", "summer", "autumn", "spring",
    "kaffy", "kaffyadmin", "kaffykaffy",
];
