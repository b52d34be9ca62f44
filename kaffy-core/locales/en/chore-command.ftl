# Chores on the command line.
chore-command-usage = chore [NAME [--input value] [--dry-run] [--here] [--detach]]
chore-command-none = There is no chore that you may start.
chore-command-unknown = There is no chore “{ $name }”: “chore” alone lists those that there are.
chore-command-meant = Did you mean { $name }?
chore-command-no-input = There is no input “{ $name }”: --help lists those that there are.
chore-command-no-value = --{ $name } lacks its value; write --{ $name }=… where that begins with --.
chore-command-no-file = there is no file { $path }
chore-command-stray = “{ $word }” belongs to no input; write --input value.
chore-command-denied = { $name } may not start chores
chore-command-default = ({ $value } unless you say another)
chore-command-started = Started: { $id }
chore-command-left = The run goes on without being followed: { $id }
chore-command-of = { $done } of { $total } ({ $percent } %)
chore-command-done = { $done } done
chore-command-awaiting =
    { $people ->
        [one] Somebody else has to agree before it runs.
       *[other] { $people } other people have to agree before it runs.
    }
chore-command-failures =
    { $count ->
        [one] One item failed.
       *[other] { $count } items failed.
    }
chore-command-dry = What it changed was taken back.
