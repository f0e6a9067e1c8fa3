%% The control endpoint of a running program: `beamc push`, `ps` and `eval` ask it over a Unix domain
%% socket. docs/design/control.md describes the protocol; pushing is beamc_push's.
-module(beamc_control).

-export([start/0, connection/1]).
-export([version/0, listen/0, has_secret/0, nonce/0, is_signed/3, sign/2, tier/1]).

%% A client that has not sent its request after that many milliseconds is gone.
-define(PATIENCE, 30000).

%% Called by both boots. When it returns the socket is there, so that who starts the program can rely on
%% it. A program whose endpoint cannot be opened runs without it.
start() ->
    case beamc_control:listen() of
        {error, Why} -> io:put_chars(standard_error, ["beamc: no control endpoint: ", Why, $\n]);
        _ -> ok
    end.

%% The runtime starts a process here for each connection, which owns the port, or is told that there are
%% too many ports. Traps exits, so that the end of the client does not end a push half-way.
connection(none) ->
    ok;
connection(Port) ->
    process_flag(trap_exit, true),
    Nonce = beamc_control:nonce(),
    case send(Port, {beamc_control, beamc_control:version(), Nonce, beamc_control:has_secret(),
                     list_to_binary(os:getpid())}) of
        true -> serve(Port, Nonce);
        _ -> ok % the client had gone before exits were trapped
    end.

serve(Port, Nonce) ->
    receive
        {Port, {data, Data}} -> send(Port, answer(Port, Nonce, decode(Data)));
        {'EXIT', Port, _} -> ok
    after ?PATIENCE -> ok
    end,
    close(Port, queued(Port)).

%% A client that does not read its answer for so long is gone, too.
close(Port, 0) ->
    catch port_close(Port);
close(Port, Queued) ->
    receive {'EXIT', Port, _} -> ok
    after ?PATIENCE ->
            case queued(Port) of
                Less when Less < Queued -> close(Port, Less);
                _ -> exit(Port, kill)
            end
    end.

queued(Port) ->
    case erlang:port_info(Port, queue_size) of
        {queue_size, Bytes} -> Bytes;
        undefined -> 0
    end.

send(Port, Term) ->
    catch port_command(Port, term_to_binary(Term)).

%% Requests have no atoms but those that this module and beamc_push know, and are not compressed: they
%% would be larger than what was sent.
decode(<<131, $P, _/binary>>) ->
    undefined;
decode(Binary) ->
    try binary_to_term(Binary, [safe])
    catch error:badarg -> undefined
    end.

answer(Port, Nonce, {beamc_control, Version, ClientNonce, Mac, Request})
  when is_binary(ClientNonce), byte_size(ClientNonce) =:= byte_size(Nonce), is_binary(Mac),
       is_binary(Request) ->
    Nonces = <<Nonce/binary, ClientNonce/binary>>,
    Known = Version =:= beamc_control:version(),
    case Known andalso beamc_control:is_signed(Mac, Nonces, Request) of
        true ->
            Answer = term_to_binary(try_request(Port, decode(Request))),
            {answer, beamc_control:sign(Nonces, Answer), Answer};
        false when Known ->
            log("beamc: a request to the control endpoint was refused: wrong secret~n"),
            {refused, secret};
        false ->
            {refused, version}
    end;
answer(_Port, _Nonce, _) ->
    {refused, request}.

%% As the runtime reports, so that no logger is linked for this.
log(Format) ->
    catch logger ! {log, warning, Format, [],
                    #{pid => self(), gl => group_leader(), time => os:system_time(microsecond),
                      error_logger => #{tag => warning_msg}}}.

try_request(Port, Request) ->
    try request(Port, Request)
    catch Class:Reason:Stack ->
            {failed, unicode:characters_to_binary(io_lib:format("~p: ~tp~n~tp",
                                                                [Class, Reason, Stack]))}
    end.

request(_Port, {push, Options, Files}) when is_map(Options), is_list(Files) ->
    beamc_push:push(Options, Files);
request(_Port, ps) ->
    {ok, [Row || Pid <- processes(), Row <- process_row(Pid)]};
request(Port, {eval, Text}) when is_binary(Text) ->
    beamc_evaluate:evaluate(Port, Text);
request(_Port, _) ->
    {failed, <<"unknown request">>}.

process_row(Pid) ->
    case process_info(Pid, [registered_name, initial_call, current_function, status, memory,
                            message_queue_len, reductions]) of
        undefined ->
            [];
        [{_, Name}, {_, Initial}, {_, Current}, {_, Status}, {_, Memory}, {_, Length}, {_, Reductions}] ->
            [#{pid => list_to_binary(pid_to_list(Pid)),
               name => case Name of
                           [] -> <<>>;
                           _ -> atom_to_binary(Name)
                       end,
               initial => mfa(Initial), current => mfa(Current), status => Status, memory => Memory,
               messages => Length, reductions => Reductions}]
    end.

mfa({M, F, A}) -> unicode:characters_to_binary(io_lib:format("~tw:~tw/~w", [M, F, A]));
mfa(_) -> <<>>.

%% Built into the runtime (stdlib/beamc_control).
version() -> erlang:nif_error(undef).
listen() -> erlang:nif_error(undef).
has_secret() -> erlang:nif_error(undef).
nonce() -> erlang:nif_error(undef).
is_signed(_, _, _) -> erlang:nif_error(undef).
sign(_, _) -> erlang:nif_error(undef).
tier(_) -> erlang:nif_error(undef).
