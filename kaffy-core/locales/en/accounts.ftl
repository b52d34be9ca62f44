# What built-in accounts say: signing in, one's own account, users and roles.

## Signing in
accounts-sign-in = Sign in
accounts-sign-out = Sign out
accounts-signed-out-heading = Not signed in
accounts-signed-out = You are signed out.
accounts-email = E-mail address
accounts-password = Password
accounts-refused = The e-mail address or the password is not right.
accounts-wait-seconds =
    { $count ->
        [one] There were too many attempts. Try again in { $count } second.
       *[other] There were too many attempts. Try again in { $count } seconds.
    }
accounts-wait-minutes =
    { $count ->
        [one] There were too many attempts. Try again in { $count } minute.
       *[other] There were too many attempts. Try again in { $count } minutes.
    }
accounts-busy = Too many people are signing in at this moment. Try again shortly.
accounts-sign-in-first = You are not signed in, or your session has ended. Nothing was changed. Sign in, then go back and send the form again.
accounts-change-first = Choose a new password first.

## Passwords
accounts-password-short = The password needs at least { $least } characters. Several words in a row are a good one.
accounts-password-long = The password may have at most { $most } characters.
accounts-password-own = This is your name or your address: choose something that others do not know of you.
accounts-password-common = This is one of the most common passwords, and would be guessed: choose another.
accounts-password-same = This is the old password: choose another.
accounts-password-wrong = This is not your password: type it once more.
accounts-password-differs = The two are not the same: type the new password twice.
accounts-password-old = Old password
accounts-password-new = New password
accounts-password-again = New password, once more
accounts-password-help = At least { $least } characters. Several words in a row are a good password.
accounts-password-changed = Your password was changed, and your other sessions were ended.
accounts-password-must = Your password was set by somebody else. Choose one of your own before you go on.
accounts-change-password = Change password

## One's own account
accounts-profile = My account
accounts-name = Name
accounts-locale = Language
accounts-locale-browser = As the browser asks
accounts-zone = Time zone
accounts-zone-usual = That of the admin ({ $zone })
accounts-zone-unknown = There is no such time zone: choose one of the list.
accounts-locale-unknown = The admin is not offered in this language: choose one of the list.
accounts-saved = Your account was saved.
accounts-save = Save
accounts-sessions = Sessions
accounts-sessions-lead = Where you are signed in. End what you do not know, then change your password.
accounts-session-begun = Signed in
accounts-session-seen = Last used
accounts-session-address = Address
accounts-session-browser = Browser
accounts-session-this = This session
accounts-session-end = End
accounts-session-end-others = End all others
accounts-session-ended = The session was ended.
accounts-sessions-ended =
    { $count ->
        [one] { $count } session was ended.
       *[other] { $count } sessions were ended.
    }
accounts-unknown = unknown

## Users
accounts-title = Accounts
accounts-users = Users
accounts-user-add = Add user
accounts-users-search-help = Looks in names and addresses.
accounts-roles-of = Roles
accounts-no-roles = There is no role yet: add one, or this user may do nothing.
accounts-status = Status
accounts-active = active
accounts-disabled = disabled
accounts-pending = has to choose a password
accounts-last-sign-in = Last sign-in
accounts-never = never
accounts-disable = May not sign in
accounts-disable-help = Takes effect at once: all sessions are ended.
accounts-user-saved = The user “{ $name }” was saved.
accounts-once = Password for { $name }
accounts-once-words = This password is shown this once. Hand it over; it has to be changed at the first sign-in.
accounts-once-on = Go on
accounts-help = Help for somebody who cannot sign in
accounts-reset-password = Set a random password
accounts-reset-password-help = Ends all sessions. The new password is shown once, and has to be changed.
accounts-end-sessions = End all sessions
accounts-end-sessions-help = Signs out everywhere.
accounts-reset-factor = Turn off the second factor
accounts-reset-factor-help = For somebody who lost the phone and the recovery codes.
accounts-factor-reset = The second factor was turned off.
accounts-not-there = There is no such user or role, or no longer.
accounts-forbidden = Your roles do not allow this. Ask somebody who manages accounts.
accounts-above-you = This user may do things that you may not, so you cannot change them.
accounts-role-above = You may not give or take the role “{ $name }”: it allows more than you may do.
accounts-role-gone = One of these roles was deleted meanwhile: choose from those that are left.
accounts-role-unknown = There is no role “{ $name }”: add it first, or choose another.
accounts-grant-above = You may not give what you may not do yourself. Nothing was changed.
accounts-last-superuser = Afterwards nobody could do everything any more. Give somebody else a role that allows everything first.
accounts-not-yourself = You cannot disable yourself: ask somebody else who manages accounts.
accounts-own-page = Use the page of your own account for this.
accounts-email-wrong = This is no e-mail address, such as ann@shop.example.
accounts-email-taken = Somebody has this address already: choose another.
accounts-name-long = At most { $most } characters on one line.

## Roles
accounts-roles = Roles
accounts-role-add = Add role
accounts-role-saved = The role “{ $name }” was saved.
accounts-role-delete = Delete role
accounts-role-delete-ask =
    { $count ->
        [0] Nobody has this role.
        [one] { $count } person has this role and would lose it.
       *[other] { $count } people have this role and would lose it.
    }
accounts-role-deleted = The role “{ $name }” was deleted.
accounts-role-taken = There is a role of this name already: choose another name.
accounts-role-none = There is no role yet.
accounts-everything = Everything, users and roles and what is added later as well
accounts-matrix = What it allows
accounts-resource = Resource
accounts-every-resource = Every resource, later ones too
accounts-may-view = View
accounts-may-add = Add
accounts-may-change = Change
accounts-may-delete = Delete
accounts-may-all = All
accounts-may-actions = Actions
accounts-may-help = Whoever may add, change, delete or run an action needs “View” as well.
accounts-not-saved = Nothing was saved

## The second factor
accounts-factor = Second factor
accounts-factor-off = With a second factor, signing in takes a code of an app on your phone as well as the password.
accounts-factor-on =
    { $count ->
        [one] The second factor is on. { $count } recovery code is left.
       *[other] The second factor is on. { $count } recovery codes are left.
    }
accounts-factor-begin = Set it up
accounts-factor-secret = Type this key into an authenticator app, then the code that the app shows.
accounts-factor-open = Open in an app on this device
accounts-factor-confirm = Turn on
accounts-code = Code
accounts-code-heading = One more step
accounts-code-help = The six digits that your app shows, or one of your recovery codes.
accounts-code-confirm = The six digits that your app shows.
accounts-code-wrong = This code is not right, was used already, or is no longer good. Wait for the next one.
accounts-code-unsupported = Your account asks for a code, which this admin cannot check. Its developer has to add the feature “totp”.
accounts-codes = Recovery codes
accounts-codes-words = The second factor is on. Without your phone, each of these codes signs you in once. Keep them where others do not find them: they are shown this once.

## The password once more
accounts-ask-again = Who are you?
accounts-ask-again-lead = Type your password once more before you go on. Nothing was done yet.
accounts-ask-again-elsewhere = Say once more who you are before you go on: open the page for it in another tab, come back, and go on here. Nothing was done yet.
accounts-ask-again-elsewhere-alone = Say once more who you are before you go on: open the page for it in another tab, come back, and fill in the form again. Files and secrets are not sent along. Nothing was done yet.
accounts-ask-again-open = Open the page
accounts-ask-again-go-on = Go on
accounts-ask-again-alone = Type your password before you go on. Files and secrets are not sent along, so the form has to be filled in again afterwards. Nothing was done yet.
accounts-ask-again-anew = Your password is right. Now make your changes once more: they were not saved.
accounts-ask-again-unsaved = Now make your changes once more: they were not saved.

## Acting as another user
accounts-acting = Acting as others
accounts-acting-right = Act as users who may do no more than oneself
accounts-acting-start = Act as this user
accounts-acting-start-help = You see and do what this user may, until you stop or sign out. The audit log names both of you.
accounts-acting-started = You act as { $name } now.
accounts-acting-ended = You are yourself again.
accounts-acting-banner = You are { $who } and act as { $other }.
accounts-acting-banner-label = Acting as another user
accounts-acting-stop = Stop acting
accounts-acting-own = While you act as another user, nothing about their account can be seen or changed. Stop acting first.
accounts-acting-oneself = You cannot act as yourself.
accounts-acting-disabled = This user may not sign in, so nobody acts as them.
accounts-acting-manager = This user manages accounts, so nobody acts as them.
accounts-acting-above = This user may do things that you may not, so you cannot act as them.
