%% I/O servers for the standard streams: the Erlang I/O protocol over file descriptors.
%% `user` reads from descriptor 0 and writes to 1, `standard_error` writes to 2.
%%
%% A reply goes out when the output that was requested before it has been written, so a request for
%% output fails if its text cannot be written; then `user` ends with the error of the descriptor as
%% its reason, and later requests fail with `terminated`. Errors of standard error are ignored. (So
%% does OTP 29.) Requests that have come meanwhile are written together.
-module(beamc_user).

-export([start/3, sync/1]).

%% in:      descriptor, or none. Input comes in chunks from the runtime's poll thread, one per
%%          request, so nothing is read ahead of need.
%% source:  how input is decoded: `encoding`, or latin1 once there was something that is no UTF-8.
%% buffer:  decoded input not yet consumed, in UTF-8. bytes: the undecoded rest of the last chunk.
%% replies: {To, ReplyAs, Reply} that wait for queued output, the last one first; `waiting` of them.
-record(state, {in, out, encoding = latin1, source = latin1, binary = false, eof = false,
                buffer = <<>>, bytes = <<>>, replies = [], waiting = 0}).

%% Replies are sent at the latest when so many wait.
-define(MOST_REPLIES, 200).

start(Name, In, Out) ->
    Encoding = beamc_io:encoding(),
    Pid = spawn(fun() ->
                        process_flag(trap_exit, true),
                        loop(#state{in = In, out = Out, encoding = Encoding, source = Encoding})
                end),
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

loop(#state{waiting = N} = S) when N >= ?MOST_REPLIES ->
    loop(settle(S));
loop(S) ->
    receive
        Message -> loop(message(Message, S))
    after 0 ->
            S1 = settle(S),
            receive Message -> loop(message(Message, S1)) end
    end.

message({io_request, From, ReplyAs, Request}, S) when is_pid(From) ->
    {Reply, #state{replies = Replies, waiting = N} = S1} = request(Request, S),
    S1#state{replies = [{From, ReplyAs, Reply} | Replies], waiting = N + 1};
message({beamc_sync, From, Ref}, S) ->
    S1 = settle(S),
    From ! {beamc_synced, Ref},
    S1;
message(_, S) ->
    S.

%% Writes out what is queued, and answers the requests that wait for it.
settle(#state{out = Fd, replies = Replies} = S) ->
    written(Fd),
    lists:foreach(fun({To, ReplyAs, Reply}) -> To ! {io_reply, ReplyAs, Reply} end,
                  lists:reverse(Replies)),
    S#state{replies = [], waiting = 0}.

written(Fd) ->
    case beamc_io:flush(Fd) of
        ok -> ok;
        wait ->
            receive {beamc_io, writable} -> written(Fd) end;
        {error, Reason} ->
            exit(Reason)
    end.

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
    read(Prompt, {chars, N}, Encoding, S);
request({get_line, Encoding, Prompt}, S) ->
    read(Prompt, {line}, Encoding, S);
request({get_until, Encoding, Prompt, M, F, A}, S) ->
    read(Prompt, {until, {M, F, A}}, Encoding, S);
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
recode(#state{source = Old, buffer = Buffer, bytes = Bytes}, #state{encoding = New} = S) ->
    Back = case Old of
               unicode -> Buffer;
               latin1 -> unicode:characters_to_binary(Buffer, unicode, latin1)
           end,
    decode(<<Back/binary, Bytes/binary>>, S#state{source = New, buffer = <<>>, bytes = <<>>}).

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

%% What is read: {line}, {chars, N} or {until, {M, F, Extra}}.
read(_, _, _, #state{in = none} = S) ->
    {{error, enotsup}, S};
read(Prompt, What, Encoding, S0) ->
    case prompt(Prompt, S0) of
        ok ->
            case more(settle(S0)) of
                {eof, S} -> {eof, S};
                {data, S} -> take(What, Encoding, S)
            end;
        _ ->
            {{error, get_chars}, S0}
    end.

prompt('', _) -> ok;
prompt(Prompt, #state{encoding = E} = S) -> write(io_lib:format_prompt(Prompt, E), unicode, S).

take({line}, Encoding, S) ->
    {Line, S1} = line(S, []),
    reply(one_newline(Line), Encoding, S1);
take({chars, N}, Encoding, S) when is_integer(N), N >= 0 ->
    {Chars, S1} = chars(N, S, []),
    reply(Chars, Encoding, S1);
take({chars, _}, _, S) ->
    {{error, collect_chars}, S};
take({until, MFA}, Encoding, S) ->
    until([], MFA, Encoding, S).

reply(Utf8, Encoding, S) ->
    case cast(Utf8, Encoding, S) of
        {error, _} = Error -> {Error, S#state{buffer = <<>>}};
        Data -> {Data, S}
    end.

%% Input as the reader wants to have it, or {error, _} if the encoding lacks one of the characters.
cast(Utf8, unicode, #state{binary = true}) ->
    binary:copy(Utf8);
cast(Utf8, unicode, #state{binary = false}) ->
    unicode:characters_to_list(Utf8, unicode);
cast(Utf8, latin1, #state{binary = Binary, encoding = From}) ->
    case unicode:characters_to_binary(Utf8, unicode, latin1) of
        Bytes when is_binary(Bytes), Binary -> Bytes;
        Bytes when is_binary(Bytes) -> binary_to_list(Bytes);
        _ -> {error, {no_translation, From, latin1}}
    end.

%% The next line with its newline, or what is left before the end of the input.
line(#state{buffer = Buffer} = S, Before) ->
    case binary:match(Buffer, <<"\n">>) of
        {At, 1} ->
            Size = At + 1,
            <<Line:Size/binary, Rest/binary>> = Buffer,
            {join([Line | Before]), S#state{buffer = Rest}};
        nomatch ->
            case more(S#state{buffer = <<>>}) of
                {data, S1} -> line(S1, [Buffer | Before]);
                {eof, S1} -> {join([Buffer | Before]), S1}
            end
    end.

join([Bytes]) -> Bytes;
join(Parts) -> iolist_to_binary(lists:reverse(Parts)).

%% \r\n at the end of a line counts as \n.
one_newline(Line) when byte_size(Line) >= 2 ->
    Size = byte_size(Line) - 2,
    case Line of
        <<Text:Size/binary, "\r\n">> -> <<Text/binary, "\n">>;
        _ -> Line
    end;
one_newline(Line) ->
    Line.

%% The next N characters, or those before the end of the input.
chars(N, #state{buffer = Buffer} = S, Before) ->
    case skip(Buffer, N) of
        {0, Rest} ->
            Size = byte_size(Buffer) - byte_size(Rest),
            {join([binary:part(Buffer, 0, Size) | Before]), S#state{buffer = Rest}};
        {Missing, <<>>} ->
            case more(S#state{buffer = <<>>}) of
                {data, S1} -> chars(Missing, S1, [Buffer | Before]);
                {eof, S1} -> {join([Buffer | Before]), S1}
            end
    end.

skip(Rest, 0) -> {0, Rest};
skip(<<_/utf8, Rest/binary>>, N) -> skip(Rest, N - 1);
skip(<<>>, N) -> {N, <<>>}.

%% Gives io_lib:get_until/4 line after line until it says stop.
until(State, MFA, Encoding, #state{buffer = Buffer} = S) ->
    {Line, S1} = case more(S) of
                     {eof, E} -> {eof, E};
                     {data, D} -> line(D, [])
                 end,
    case Line =:= eof orelse cast(Line, Encoding, S1) of
        {error, _} = Error ->
            {Error, S1#state{buffer = <<>>}};
        Data ->
            try io_lib:get_until(State, case Data of true -> eof; _ -> Data end, Encoding, MFA) of
                {stop, Result, Rest} ->
                    {Result, unread(rest(Rest, Encoding), Line, Buffer, S1)};
                State1 ->
                    until(State1, MFA, Encoding, S1)
            catch
                _:_ -> {{error, element(2, MFA)}, S1#state{buffer = <<>>}}
            end
    end.

rest(Rest, _) when is_list(Rest) -> unicode:characters_to_binary(Rest, unicode);
rest(Rest, Encoding) when is_binary(Rest) -> unicode:characters_to_binary(Rest, Encoding, unicode);
rest(_, _) -> <<>>. % eof

%% Rest comes before what has not been read yet. It is most often the end of Line, which began Buffer:
%% then nothing is copied.
unread(<<>>, _, _, S) ->
    S;
unread(Rest, Line, Buffer, #state{buffer = Behind} = S) when is_binary(Line) ->
    Taken = byte_size(Line) - byte_size(Rest),
    Size = byte_size(Rest),
    case Buffer of
        <<_:Taken/binary, Rest:Size/binary, _/binary>>
          when Taken >= 0, byte_size(Buffer) =:= byte_size(Line) + byte_size(Behind) ->
            S#state{buffer = binary:part(Buffer, Taken, byte_size(Buffer) - Taken)};
        _ ->
            S#state{buffer = <<Rest/binary, Behind/binary>>}
    end;
unread(Rest, _, _, S) ->
    S#state{buffer = Rest}.

%% Makes sure that there are characters, or that the end is known.
more(#state{buffer = Buffer} = S) when Buffer =/= <<>> ->
    {data, S};
more(#state{eof = true} = S) ->
    {eof, S};
more(#state{in = Fd} = S) ->
    beamc_io:request_input(Fd),
    wait_for_input(S).

%% Output requests are served while a reader waits.
wait_for_input(#state{bytes = Old} = S) ->
    receive
        {beamc_io, input, eof} when Old =:= <<>> ->
            {eof, S#state{eof = true}};
        {beamc_io, input, eof} ->
            more(decode(Old, S#state{eof = true, source = latin1, bytes = <<>>}));
        {beamc_io, input, New} ->
            more(decode(<<Old/binary, New/binary>>, S));
        {io_request, From, _, Request} = Message
          when is_pid(From), element(1, Request) =:= put_chars ->
            wait_for_input(settle(message(Message, S)));
        {beamc_sync, From, Ref} ->
            From ! {beamc_synced, Ref},
            wait_for_input(S)
    end.

%% Input that is no UTF-8 is Latin-1, and so is all that comes after it.
decode(Bytes, #state{source = latin1} = S) ->
    S#state{buffer = unicode:characters_to_binary(Bytes, latin1, unicode), bytes = <<>>};
decode(Bytes, #state{source = unicode} = S) ->
    case unicode:characters_to_binary(Bytes, unicode, unicode) of
        {incomplete, Utf8, Rest} -> S#state{buffer = Utf8, bytes = Rest};
        {error, _, _} -> decode(Bytes, S#state{source = latin1});
        Utf8 -> S#state{buffer = Utf8, bytes = <<>>}
    end.
