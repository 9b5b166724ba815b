-- A space in front of each character of a script without spaces, as PostgresChatIndex writes it now: "ok日  " to "ok 日  ".

UPDATE chat_search SET text = regexp_replace(text, '([^ ])([^ ]  )', '\1 \2', 'g') WHERE text ~ '[^ ][^ ]  ';
