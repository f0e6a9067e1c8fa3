%% A wide sweep: patterns over subjects with options, results in all capture forms.
-module(re_patterns).
-export([main/0]).

main() ->
    [io:format("~p ~p ~p~n    ~p~n", [P, S, O, run(S, P, O)]) || {P, Ss, Os} <- sweep(), S <- Ss, O <- Os],
    captures(), offsets(), limits(), compiled(), names().

run(S, P, O) -> try re:run(S, P, O) catch C:R -> {C, R} end.

sweep() ->
    Case = [[], [caseless]],
    [{"abc", ["abc", "xabcx", "ABC", "", "ab"], Case},
     {"^abc$", ["abc", "abc\n", "x\nabc\ny", "abc\r\n"], [[], [multiline], [dollar_endonly], [{newline, crlf}], [multiline, {newline, anycrlf}]]},
     {"a.c", ["a\nc", "abc", "a\rc"], [[], [dotall], [{newline, cr}], [{newline, any}]]},
     {"a*b+?(c|d)??e", ["aaabbbe", "bce", "abde", "e"], [[], [ungreedy]]},
     {"(a+|b)*c", ["aababc", "c", "aab"], [[], [no_auto_capture]]},
     {"(?<year>\\d{4})-(?<mon>\\d\\d)", ["on 2024-05-06", "24-05"], [[], [{capture, [year, mon], list}], [{capture, all_names, binary}]]},
     {"(\\w+)\\s+\\1", ["hello hello", "the the cat", "a b"], Case},
     {"(?i)straSSe|(?-i)x", ["STRASSE", "X", "x"], [[]]},
     {"\\bfoo\\b", ["a foo b", "food", "foo"], [[], [anchored]]},
     {"(?<=a)b(?!c)", ["abd", "abc", "bb"], [[]]},
     {"(?<!\\d)\\d{2,3}(?=x)", ["123x", "1234x", "12x"], [[]]},
     {"(?>a+)ab|z", ["aaab", "z"], [[]]},
     {"a++b|a", ["aaab", "aaa"], [[]]},
     {"^(\\((?:[^()]|(?1))*\\))$", ["(a(b)c)", "(a(b c)", "()"], [[]]},
     {"(?:(a)|b)(?(1)c|d)", ["ac", "bd", "ad", "bc"], [[]]},
     {"(?|(a)(b)|(c)(d))", ["cd", "ab"], [[]]},
     {"[[:alpha:]]+[[:digit:][:punct:]]*", ["abc123!", "\xe9\xe8x1", "1"], [[], [caseless]]},
     {"\\w+", ["\xc4\xd6\xdc!", "a_1"], [[], [ucp]]},
     {"[^a-c\\d]+", ["abcxyz123", "123"], [[]]},
     {"\\x41\\103\\cA\\e?\\t", [[$A, $C, 1, 9], "AC"], [[]]},
     {"a{2}b{1,}c{0,2}d{,3}", ["aabbccd{,3}", "aabd"], [[]]},
     {"\\Aab\\Z|\\Gxy\\z", ["ab\n", "xy", "ab"], [[], [{offset, 0}]]},
     {"a # comment\n b", ["ab", "a # comment\n b"], [[], [extended]]},
     {"\\R", ["\r\n", "\n", "\x{85}", "x"], [[], [bsr_anycrlf], [bsr_unicode]]},
     {"a|ab|abc", ["abc"], [[], [global]]},
     {"x*", ["axxb", ""], [[], [notempty], [notempty_atstart], [global], [global, notempty]]},
     {"^x|y$", ["xy", "x\ny"], [[], [notbol], [noteol], [global, multiline]]},
     {"foo\\Kbar", ["foobar"], [[], [global]]},
     {"b", ["a\nb"], [[], [firstline]]},
     {"(*CRLF)^b", ["a\r\nb", "a\nb"], [[multiline]]},
     {"\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?", ["x 3.14e-10 y", "42", "1e"], [[], [{capture, first, list}]]},
     {"\\y\\_\\!", ["y_!", "\\y"], [[]]},
     {"\\Qa.b\\E+", ["a.bbb", "axb"], [[]]},
     {"(a)?(b)?(c)?", ["b", "ac", ""], [[], [{capture, all_but_first}], [{capture, [1, 2, 3, 4], list}]]},
     {"\\p{Lu}\\p{Ll}+", [<<"xÉa Ünd"/utf8>>], [[unicode], [unicode, {capture, all, list}], [unicode, global, {capture, all, binary}]]},
     {"é", ["É", "\x{e9}"], [[unicode], [unicode, caseless], [caseless]]},
     {<<"[α-ω]+"/utf8>>, [[945, 946, 97], <<"ΑΒ"/utf8>>], [[unicode, {capture, all, list}], [unicode, caseless]]},
     {"\\X", [[$e, 16#301, $x]], [[unicode, {capture, all, list}]]},
     {".", [[16#1F600, $a]], [[unicode], [unicode, global, {capture, all, list}]]}].

captures() ->
    S = "The quick 42 fox",
    P = "(?<word>[a-z]+) (?<num>\\d+)( none)?",
    [io:format("capture ~p ~p~n", [C, try re:run(S, P, C) catch X:R -> {X, R} end])
     || Type <- [index, list, binary, foo],
        What <- [all, first, none, [], all_but_first, all_names, [1], [word], ["num"], [<<"num">>], [nosuch], [7],
                 [-1, 0], [2, 1, 2], [3], [[]], foo, [{}], [1 | x], [a | b]],
        C <- [[{capture, What, Type}]]],
    [io:format("iolist ~p~n", [run(I, "b+c", [{capture, all, T}])]) || T <- [index, binary, list], I <- [["a", <<"bb">>, [$c]], <<"abbc">>]],
    Long = binary:copy(<<"0123456789">>, 30),
    io:format("~p~n", [run(<<Long/binary, "key=value;", Long/binary>>, "(\\w+?)=(\\w+);", [{capture, all_but_first, binary}])]),
    io:format("~p~n", [run(Long, "9(.+)9", [{capture, [1], binary}])]),
    io:format("dup ~p~n", [[run(X, "(?<n>a)|(?<n>b)|(?<m>c)", [dupnames, {capture, N, list}]) || X <- ["a", "b", "c"], N <- [[n], [m], all_names, [n, m]]]]).

offsets() ->
    [io:format("offset ~p ~p ~p~n", [P, N, run("abcabc", P, [{offset, N}])])
     || P <- ["a", "^a", "(?<=c)a", "\\Ga"], N <- [0, 1, 3, 6, -1, a]],
    [io:format("utf ~p ~p~n", [S, run(S, ".", O)]) || S <- [<<255>>, <<"a", 16#C3>>, <<"é"/utf8>>], O <- [[unicode], []]],
    io:format("utf ~p~n", [run(<<"aé"/utf8>>, "x", [unicode, {offset, 2}])]).

limits() ->
    S = lists:duplicate(28, $a) ++ "b",
    io:format("limit ~p~n", [run(S, "(a+)*x", [{match_limit, 1000}])]),
    io:format("limit ~p~n", [run(S, "(a+)*(?:x|y)\\d", [{match_limit, 1000}, report_errors])]),
    io:format("limit ~p~n", [run(S, "(?:(a+)*[cd])+\\d", [{match_limit_recursion, 5}, report_errors])]),
    io:format("limit ~p~n", [run(S, "aab", [{match_limit, 100000}, report_errors])]),
    [io:format("~p ~p~n", [O, run("abc", "b", [O])])
     || O <- [{match_limit, -1}, {match_limit, a}, {match_limit_recursion, 1 bsl 40}, foo, {newline, foo}, {foo, 1},
              {capture, all, list, x}, "x", {newline, lf}, report_errors, no_start_optimize, never_utf, unicode]],
    io:format("~p~n", [run("abc", "b", [caseless | foo])]),
    io:format("~p~n", [run("abc", "(", [report_errors])]), io:format("~p~n", [run("abc", "(", [])]),
    io:format("~p~n", [[run(X, Y, []) || {X, Y} <- [{foo, "a"}, {"a", foo}, {[a], "a"}, {"a", [a]}, {[256], "a"}, {<<1:3>>, "a"}]]]).

compiled() ->
    [begin
         {ok, MP} = re:compile(P, O),
         io:format("~p ~p ~p~n", [P, tuple_size(MP), [element(I, MP) || I <- [1, 2, 3, 4]]]),
         io:format("   ~p~n", [[run(S, MP, R) || S <- ["xab", "XAB", "x\r\nab"], R <- [[], [global, {capture, all, list}], [anchored], [{newline, crlf}], [caseless]]]])
     end || {P, O} <- [{"(a)(b)", []}, {"^ab", [multiline]}, {"a(?<n>b)", [caseless]}, {"ab$", [{newline, crlf}]}, {".", [{newline, any}]},
                       {"ab", [unicode]}, {"ab", [unicode, {newline, anycrlf}]}, {"(*ANYCRLF)a", []}]],
    io:format("~p~n", [[try re:run("abc", MP) catch C:R -> {C, R} end
                        || MP <- [{re_pattern, 0, 0, 0, <<>>}, {re_pattern, 0, 0, 0, <<"abcdefgh">>}, {re_pattern, a, 0, 0, <<>>}, {a, b}, {re_pattern}]]]).

names() ->
    [begin {ok, MP} = re:compile(P, O), io:format("names ~p~n", [re:inspect(MP, namelist)]) end
     || {P, O} <- [{"a", []}, {"(?<b>x)(?<a>y)", []}, {"(?<n>a)|(?<n>b)", [dupnames]}, {"(?P<abc>x)(?'q'y)", []}]],
    {ok, M} = re:compile("a"),
    io:format("~p~n", [[try re:inspect(A, B) catch C:R -> {C, R} end || {A, B} <- [{M, foo}, {foo, namelist}, {{re_pattern, 0, 0, 0, <<"x">>}, namelist}]]]).
