%% I/O servers for the standard streams: the Erlang I/O protocol over file descriptors.
%% `user` reads from descriptor 0 and writes to 1, `standard_error` writes to 2.
-module(beamc_user).

-export([start/3, sync/1]).

%% in:    descriptor, or none. Input comes in chunks from the runtime's reader thread, one per
%%        request, so nothing is read ahead of need.
%% chars: decoded input not yet consumed, a list. bytes: the undecoded rest of the last chunk.
-record(state, {in, out, encoding = latin1, binary = false, eof = false,
                chars = [], bytes = <<>>}).

start(Name, In, Out) ->
    Pid = spawn(fun() -> process_flag(trap_exit, true), loop(#state{in = In, out = Out}) end),
    true = register(Name, Pid),
    Pid.

%% Returns when all output requested before has been written.
sync(Name) ->
    case whereis(Name) of
        undefined ->
            ok;
        Pid ->
            Ref = monitor(process, Pid),
            Pid ! {beamc_sync, self(), Ref},
            receive
                {beamc_synced, Ref} -> demonitor(Ref, [flush]), ok;
                {'DOWN', Ref, _, _, _} -> ok
            end
    end.

loop(S) ->
    receive
        Message -> loop(message(Message, S))
    after 0 ->
            beamc_io:flush(),
            receive Message -> loop(message(Message, S)) end
    end.

message({io_request, From, ReplyAs, Request}, S) when is_pid(From) ->
    {Reply, S1} = request(Request, S),
    From ! {io_reply, ReplyAs, Reply},
    S1;
message({beamc_sync, From, Ref}, S) ->
    beamc_io:flush(),
    From ! {beamc_synced, Ref},
    S;
message(_, S) ->
    S.

request({put_chars, Encoding, Chars}, S) when Encoding =:= unicode; Encoding =:= latin1 ->
    {write(Chars, Encoding, S), S};
request({put_chars, Encoding, M, F, A}, S) when Encoding =:= unicode; Encoding =:= latin1 ->
    Reply = try apply(M, F, A) of
                Chars when is_list(Chars); is_binary(Chars) -> write(Chars, Encoding, S);
                _ -> {error, F}
            catch
                _:_ -> {error, put_chars}
            end,
    {Reply, S};
request({get_chars, Encoding, Prompt, N}, S) ->
    read(Prompt, io_lib, collect_chars, N, Encoding, S);
request({get_line, Encoding, Prompt}, S) ->
    read(Prompt, io_lib, collect_line, [], Encoding, S);
request({get_until, Encoding, Prompt, M, F, A}, S) ->
    read(Prompt, io_lib, get_until, {M, F, A}, Encoding, S);
request(getopts, #state{in = none, encoding = E} = S) ->
    {[{encoding, E}], S};
request(getopts, #state{encoding = E, binary = B} = S) ->
    {[{binary, B}, {encoding, E}], S};
request({setopts, Options}, S) when is_list(Options) ->
    setopts(Options, S);
request({get_geometry, What}, #state{out = Fd} = S) ->
    {case beamc_io:geometry(Fd) of
         {Columns, _} when What =:= columns -> Columns;
         {_, Rows} when What =:= rows -> Rows;
         _ -> {error, enotsup}
     end, S};
request({requests, Requests}, S) when is_list(Requests) ->
    requests(Requests, ok, S);
%% Requests without an encoding are of old nodes.
request({put_chars, Chars}, S) -> request({put_chars, latin1, Chars}, S);
request({put_chars, M, F, A}, S) -> request({put_chars, latin1, M, F, A}, S);
request({get_chars, Prompt, N}, S) -> request({get_chars, latin1, Prompt, N}, S);
request({get_line, Prompt}, S) -> request({get_line, latin1, Prompt}, S);
request({get_until, Prompt, M, F, A}, S) -> request({get_until, latin1, Prompt, M, F, A}, S);
request(Other, S) -> {{error, {request, Other}}, S}.

requests([R | Rs], Last, S) ->
    case Last of
        {error, _} -> {Last, S};
        _ ->
            {Reply, S1} = request(R, S),
            requests(Rs, Reply, S1)
    end;
requests([], Last, S) ->
    {Last, S}.

setopts(Options, S) ->
    try lists:foldl(fun option/2, S, Options) of
        S1 -> {ok, recode(S, S1)}
    catch
        throw:enotsup -> {{error, enotsup}, S};
        _:_ -> {{error, badarg}, S}
    end.

option(binary, S) -> S#state{binary = true};
option(list, S) -> S#state{binary = false};
option({binary, B}, S) when is_boolean(B) -> S#state{binary = B};
option(unicode, S) -> S#state{encoding = unicode};
option(latin1, S) -> S#state{encoding = latin1};
option({encoding, utf8}, S) -> S#state{encoding = unicode};
option({encoding, E}, S) when E =:= unicode; E =:= latin1 -> S#state{encoding = E};
option({echo, _}, _) -> throw(enotsup);
option({expand_fun, _}, _) -> throw(enotsup);
option(_, _) -> throw(enotsup).

%% Input that was decoded already gets the meaning of the new encoding.
recode(#state{encoding = E}, #state{encoding = E} = S) ->
    S;
recode(_, #state{chars = []} = S) ->
    S;
recode(#state{encoding = Old}, #state{chars = Chars, bytes = Bytes} = S) ->
    case unicode:characters_to_binary(Chars, unicode, Old) of
        B when is_binary(B) -> S#state{chars = [], bytes = <<B/binary, Bytes/binary>>};
        _ -> S
    end.

%% Characters that the stream's encoding lacks are written as \x{…}.
write(Chars, From, #state{out = Fd, encoding = To}) ->
    case encode(Chars, From, To) of
        Bytes when is_binary(Bytes) ->
            beamc_io:write(Fd, Bytes),
            ok;
        error ->
            {error, put_chars}
    end.

encode(Chars, From, To) ->
    try unicode:characters_to_binary(Chars, From, To) of
        Bytes when is_binary(Bytes) -> Bytes;
        _ when From =:= unicode, To =:= latin1 -> escape(Chars);
        _ -> error
    catch
        _:_ -> error
    end.

escape(Chars) ->
    case unicode:characters_to_list(Chars, unicode) of
        List when is_list(List) ->
            list_to_binary([if C > 255 -> ["\\x{", integer_to_list(C, 16), $}];
                               true -> C
                            end || C <- List]);
        _ ->
            error
    end.

%% Calls M:F(State, Data, Encoding, Extra) with more and more input until it says stop.
read(_, _, _, _, _, #state{in = none} = S) ->
    {{error, enotsup}, S};
read(Prompt, M, F, Extra, Encoding, S) ->
    case prompt(Prompt, S) of
        ok ->
            case more(S) of
                {eof, S1} -> {eof, S1};
                {_, S1} -> collect(start, M, F, Extra, Encoding, S1)
            end;
        _ ->
            {{error, get_chars}, S}
    end.

prompt('', _) ->
    ok;
prompt(Prompt, #state{encoding = E} = S) ->
    Reply = write(io_lib:format_prompt(Prompt, E), unicode, S),
    beamc_io:flush(),
    Reply.

collect(State, M, F, Extra, Encoding, #state{chars = Chars} = S) ->
    {Data, S1} = case {Chars, S#state.eof} of
                     {[], true} -> {eof, S};
                     {[], false} ->
                         case more(S) of
                             {eof, E} -> {eof, E};
                             {_, R} -> {R#state.chars, R}
                         end;
                     _ -> {Chars, S}
                 end,
    try M:F(State, cast(Data, Encoding, S1), Encoding, Extra) of
        {stop, Result, Rest} -> {Result, S1#state{chars = rest(Rest, Encoding)}};
        State1 -> collect(State1, M, F, Extra, Encoding, S1#state{chars = []})
    catch
        throw:{no_translation, _, _} = Why -> {{error, Why}, S1#state{chars = []}};
        _:_ -> {{error, failed(M, F, Extra)}, S1#state{chars = []}}
    end.

failed(io_lib, get_until, {_, F, _}) -> F;
failed(_, F, _) -> F.

cast(eof, _, _) ->
    eof;
cast(Chars, Encoding, #state{binary = Binary, encoding = From}) ->
    Encoding =:= latin1 andalso lists:any(fun(C) -> C > 255 end, Chars)
        andalso throw({no_translation, From, latin1}),
    case Binary of
        false -> Chars;
        true -> unicode:characters_to_binary(Chars, unicode, Encoding)
    end.

rest(eof, _) -> [];
rest(Rest, _) when is_list(Rest) -> Rest;
rest(Rest, Encoding) when is_binary(Rest) -> unicode:characters_to_list(Rest, Encoding).

%% Makes sure that there are characters, or that the end is known.
more(#state{chars = [_ | _]} = S) ->
    {data, S};
more(#state{eof = true} = S) ->
    {eof, S};
more(#state{in = Fd} = S) ->
    beamc_io:flush(),
    beamc_io:request_input(Fd),
    wait_for_input(S).

%% Output requests are served while a reader waits.
wait_for_input(#state{encoding = E, bytes = Old} = S) ->
    receive
        {beamc_io, input, eof} ->
            {eof, S#state{eof = true}};
        {beamc_io, input, New} ->
            {Chars, Bytes} = decode(<<Old/binary, New/binary>>, E),
            S1 = S#state{chars = Chars, bytes = Bytes},
            case Chars of
                [] -> more(S1);
                _ -> {data, S1}
            end;
        {io_request, From, ReplyAs, Request}
          when is_pid(From), element(1, Request) =:= put_chars ->
            {Reply, S1} = request(Request, S),
            From ! {io_reply, ReplyAs, Reply},
            beamc_io:flush(),
            wait_for_input(S1);
        {beamc_sync, From, Ref} ->
            beamc_io:flush(),
            From ! {beamc_synced, Ref},
            wait_for_input(S)
    end.

decode(Bytes, latin1) ->
    {binary_to_list(Bytes), <<>>};
decode(Bytes, unicode) ->
    case unicode:characters_to_list(Bytes, unicode) of
        Chars when is_list(Chars) -> {Chars, <<>>};
        {incomplete, Chars, Rest} -> {Chars, Rest};
        {error, Chars, <<Byte, Rest/binary>>} ->
            %% No UTF-8: the byte passes as the character of that number.
            {More, Left} = decode(Rest, unicode),
            {Chars ++ [Byte | More], Left}
    end.
