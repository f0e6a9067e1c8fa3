%% Counts words with a supervised server and its worker processes: the program behind
%% `./dev demo`. It is ordinary OTP code; nothing in it knows how it was compiled.
-module(wordcount).
-export([main/1]).

main(Args) ->
    Rounds = case Args of [N | _] -> list_to_integer(N); [] -> 1 end,
    {ok, Supervisor} = wordcount_sup:start_link(),
    Texts = [text(I) || I <- lists:seq(1, 64)],
    {Micros, _} = timer:tc(fun() ->
                                   [count(T) || _ <- lists:seq(1, Rounds), T <- Texts]
                           end),
    Top = wordcount_server:top(5),
    io:format("~p texts counted, ~p different words~n",
              [Rounds * length(Texts), wordcount_server:size()]),
    [io:format("  ~-8s ~8w~n", [W, C]) || {W, C} <- Top],
    [{_, Server, _, _}] = [C || {wordcount_server, _, _, _} = C <- supervisor:which_children(Supervisor)],
    io:format("the server crashes, its supervisor starts it again: ~p~n",
              [restarts(Server)]),
    case os:getenv("WORDCOUNT_TIME") of
        false -> ok;
        _ -> io:format(standard_error, "~p ms~n", [Micros div 1000])
    end.

count(Text) -> wordcount_server:count(Text).

restarts(Old) ->
    Ref = monitor(process, Old),
    exit(Old, kill),
    receive {'DOWN', Ref, process, Old, killed} -> ok end,
    wait(Old).

wait(Old) ->
    case whereis(wordcount_server) of
        New when is_pid(New), New =/= Old -> {empty_again, wordcount_server:size()};
        _ -> timer:sleep(1), wait(Old)
    end.

%% A text that depends on its number only.
text(I) ->
    Words = {<<"apple">>, <<"Pear">>, <<"plum">>, <<"fig">>, <<"Quince">>, <<"medlar">>, <<"grape">>},
    {Text, _} = lists:mapfoldl(
                  fun(_, Seed) ->
                          Next = (Seed * 1103515245 + 12345) band 16#7fffffff,
                          Word = element((Next bsr 16) rem tuple_size(Words) + 1, Words),
                          {[Word, integer_to_binary((Next bsr 8) rem 40), $\s], Next}
                  end, I, lists:seq(1, 2000)),
    iolist_to_binary(Text).
