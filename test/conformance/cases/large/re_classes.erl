%% Classes of characters at several places of a pattern, over Latin-1 and a sample of Unicode, with and without unicode, ucp, caseless.
-module(re_classes).
-export([main/0]).
main() ->
    Chars = lists:seq(0, 255) ++ [16#100,16#101,16#130,16#131,16#17f,16#180,16#1c5,16#2b0,16#300,16#370,16#391,16#3b1,16#3c2,16#410,16#430,16#5d0,16#660,16#66a,16#1680,16#180e,16#1e9e,16#2000,16#2003,16#200b,16#2028,16#2029,16#202f,16#203f,16#205f,16#2070,16#20ac,16#2126,16#212a,16#2160,16#2460,16#3000,16#3042,16#4e00,16#ac00,16#e000,16#feff,16#ff10,16#ff21,16#fffd,16#10000,16#10400,16#10428,16#1d400,16#1d7ce,16#1f600,16#e0001,16#10ffff],
    Classes = ["\\w","\\W","\\d","\\D","\\s","\\S","\\h","\\H","\\v","\\V","\\N",".","\\R","\\X"] ++
      ["[[:" ++ N ++ C ++ ":]]" || C <- ["alpha","lower","upper","alnum","ascii","blank","cntrl","digit","graph","print","punct","space","word","xdigit"], N <- ["","^"]] ++
      ["[\\w]","[^\\w]","[\\W]","[^\\W]","[\\d]","[^\\D]","[\\s]","[^\\s]","[\\S]","[^\\S]", "[\\wa]", "[^\\Wa]","[a-z]","[^a-z]","[\\xe0-\\xff]","[^\\xe0-\\xff]","\\xe9","\\xb5", "[\\xb5]", "k","s","[ks]"],
    Frames = [{"first", fun(C) -> C end}, {"alone", fun(C) -> C end}, {"alt", fun(C) -> "(?:!!|" ++ C ++ ")" end},
              {"behind", fun(C) -> "(?<=x)" ++ C end}, {"opt", fun(C) -> "x?" ++ C end}, {"ahead", fun(C) -> "(?=" ++ C ++ ")" end}, {"star", fun(C) -> "x*?" ++ C ++ "*+" end}],
    [run({"raw", fun(C) -> C end}, C, O, Chars) ||
        C <- ["(?i)[[:upper:]]", "(?i:[[:lower:]])[[:upper:]]?", "(a(?i)|[[:upper:]])", "(?:(?i)a|[[:lower:]])[[:upper:]]?", "(?i)(?-i)[[:upper:]]", "[]\\][:^upper:]]", "\\Q[[:upper:]]\\E|[[:lower:]]",
              "(?#(?i)[[:upper:]]", "(*UCP)(?i)[[:lower:]]", "(?x) # (?i)\n [[:upper:]]", "(?=(?i)[[:upper:]])[[:upper:]]", "[[:^lower:]b]", "\\[?[[:upper:]]", "[^[:upper:]]"],
        O <- [[], [ucp], [unicode, ucp], [unicode, ucp, caseless], [ucp, caseless], [caseless]]],
    [run(F, C, O, Chars) || F <- Frames, C <- Classes, O <- [[], [caseless], [unicode], [unicode, ucp], [unicode, caseless], [unicode, ucp, caseless], [ucp], [ucp, caseless]]],
    [io:format("b ~s ~w ~w~n", [B, O, hash([{Ch, catch re:run(subject([$x, Ch, $-], O), B, O)} || Ch <- Chars, ok(Ch, O)])]) || B <- ["\\b", "\\B", "x\\b", "\\b.\\b", ".\\B", "\\B.", "(?<!\\w).", "\\b\\w+\\b"], O <- [[], [unicode], [unicode, ucp], [ucp]]].
ok(Ch, O) -> Ch < 256 orelse lists:member(unicode, O).
subject(S, O) -> case lists:member(unicode, O) of true -> unicode:characters_to_binary(S); false -> list_to_binary(S) end.
run({FN, F}, C, O, Chars) ->
    P = F(C),
    M = [{Ch, R} || Ch <- Chars, ok(Ch, O), R <- [catch re:run(subject(case FN of "alone" -> [Ch]; _ -> [$x, Ch] end, O), P, O)]],
    io:format("~s ~s ~w ~w ~w~n", [FN, C, O, length([1 || {_, {match, _}} <- M]), erlang:phash2(M)]).
hash(X) -> erlang:phash2(X).
