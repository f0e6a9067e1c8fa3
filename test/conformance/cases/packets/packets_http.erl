%% erlang:decode_packet/3: first lines and headers of HTTP messages.
-module(packets_http).
-export([main/0]).

main() ->
    [both(http, L) || L <- starts()],
    [both(http, ["GET ", U, " HTTP/1.1\r\n"]) || U <- uris()],
    [both(httph, H) || H <- headers()],
    [both(httph, [N, ": v\r\nx"]) || N <- names()],
    [both(http, [M, " /p HTTP/1.0\r\n"]) || M <- ["OPTIONS", "GET", "HEAD", "POST", "PUT", "DELETE", "TRACE", "CONNECT",
                                                  "PATCH", "LINK", "get", "Options"]],
    io:format("~0p~n", [[{C, kind(httph, <<"a", C, "b: c\r\nx">>)} || C <- lists:seq(0, 255)]]),
    io:format("~0p~n", [[{C, kind(http, <<"a", C, "b / HTTP/1.1\r\nx">>)} || C <- lists:seq(0, 255)]]),
    io:format("~0p~n", [[{C, kind(http, <<"G /", C, "b HTTP/1.1\r\nx">>)} || C <- lists:seq(0, 255)]]),
    io:format("~0p~n", [[{C, kind(httph, <<"a:b\r\n", C, "c: d\r\nx">>)} || C <- lists:seq(0, 255)]]),
    [both(httph, [lists:duplicate(N - 3, $x), "-yZ: a\r\nX"]) || N <- [3, 4, 19, 20, 21, 49, 50, 51, 63, 64, 65, 300]],
    [both(http, ["GET /", lists:duplicate(N, $p), " HTTP/1.1\r\n"]) || N <- [62, 63, 64, 65, 300]],
    messages().

kind(T, B) ->
    case erlang:decode_packet(T, B, []) of
        {ok, P, R} -> {element(1, P), R};
        Other -> Other
    end.

%% Strings and binaries, with each end of line, at a byte border and not.
both(Type, Text) ->
    B = iolist_to_binary(Text),
    show(Type, B),
    show(Type, binary:replace(B, <<"\r\n">>, <<"\n">>)),
    show(bin(Type), B),
    <<_:3, U:(bit_size(B))/bits, _/bits>> = <<5:3, B/bits, 1:5>>,
    erlang:decode_packet(bin(Type), B, []) =:= erlang:decode_packet(bin(Type), U, []) orelse io:format("differs~n").

bin(http) -> http_bin;
bin(httph) -> httph_bin.

show(Type, Bin) -> io:format("~p ~0p ~0p~n", [Type, Bin, erlang:decode_packet(Type, Bin, [])]).

starts() ->
    ["GET / HTTP/1.1\r\nX", "GET / HTTP/1.1", "GET / HTTP/1.1 \r\n", "GET /\r\n", "GET  /  HTTP/1.1\r\n", "GET / \r\n",
     "GET\r\n", "GET \r\n", "\r\n", "\r\nGET / HTTP/1.1\r\n", "\r\r\nGET", " GET / HTTP/1.1\r\n", "\tGET / HTTP/1.1\r\n",
     "get / HTTP/1.1\r\n", "Get / http/1.1\r\n", "GET / HTTP/9.9\r\n", "GET / HTTP/10.10\r\n", "GET / HTTP/1.\r\n",
     "GET / HTTP/1\r\n", "GET / HTTP/.1\r\n", "GET / HTTP/a.1\r\n", "GET / HTTP/1,1\r\n", "GET / HTTP\r\n",
     "GET / HTTP/\r\n", "GET / FOO/1.1\r\n", "GET / HTTP/1.1x\r\n", "GET / HTTP/1.1 x\r\n", "GET\t/\tHTTP/1.1\r\n",
     "GET / \t HTTP/1.1\t\r\n", "GET /a b HTTP/1.1\r\n", "G\303\245T / HTTP/1.1\r\n", "GE(T / HTTP/1.1\r\n",
     "GET / HTTP/2147483648.4294967297\r\n", "GET / HTTP/99999999999.01\r\n", "GET /a\r\n b HTTP/1.1\r\n",
     "GET / HTTP/1.1\r\r\n", "GET /\r HTTP/1.1\r\n", "G\0T / HTTP/1.1\r\n", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK",
     "HTTP/1.1 200 \r\n", "HTTP/1.1 200\r\n", "HTTP/1.1  200  OK here \r\n", "HTTP/1.1\t200\tO\tK\r\n", "HTTP/1.1 \r\n",
     "HTTP/1.1 \t \r\n", "HTTP/1.1\r\n", "HTTP/1.1 2x0 OK\r\n", "HTTP/1.1 OK\r\n", "HTTP/1.1 -1 OK\r\n",
     "HTTP/1.1 007 OK\r\n", "HTTP/1.1 2147483647 OK\r\n", "HTTP/1.1 2147483648 OK\r\n", "HTTP/1.1 4294967296 OK\r\n",
     "HTTP/1.1 99999999999 OK\r\n", "HTTP/12.34 200 OK\r\n", "HTTP/1234567890123.1 200 OK\r\n", "HTTP/1.x 200 OK\r\n",
     "HTTP/1.1x 200 OK\r\n", "http/1.1 200 OK\r\n", "HTTP 200 OK\r\n", "HTTPS/1.1 200 OK\r\n", " HTTP/1.1 200 OK\r\n",
     "HTTP/1.1 200OK\r\n", "HTTP/1.1 200 OK\r\r\n", "HTTP/2 200 OK\r\n", "HTTP/1. 200 OK\r\n", "HTTP/.1 200 OK\r\n",
     "HTTP/-1.1 200 OK\r\n", "HTTP/1.1.1 200 OK\r\n", "HTTP/\r\n", "HTTP/1\r\n", "HTTP/x / HTTP/1.1\r\n",
     "HTTP / HTTP/1.1\r\n", "HTTP/1.1 / HTTP/1.1\r\n", "HTTP/1.1 200 a\0b\r\n", "HTTP/1.1 200 OK\r\n foo\r\n", "H\r\n", "HTT"].

uris() ->
    ["*", "**", "*/", "a", "/", ":", "a:b", ":b", "a:", "/a:b", "a:b:c", "abc", "//a/b", "http://a", "http://a/",
     "http://a:80", "http://a:80/x", "http://a:/x", "http://a:x/", "http://a:8x/b", "http://:80/", "http:///", "http://",
     "http:/", "http:", "http:/a", "http:a", "HTTP://a/", "Https://a:1/b", "https://a", "https:a", "https:/", "https://",
     "httpsx://a/", "httpx://a/", "xhttp://a", "ftp://a/", "http://u:p@h:8/x", "http://[::1]:80/x", "http://a?x",
     "http://a:80?x", "http://a:65536/", "http://a:99999999999/", "http://a:2147483648/", "http://a:4294967296/",
     "http://a:4294967297/", "http://a:-1/", "http://a:0/", "http://a:007/", "http://a:80:90/", "http://a:80/b:c",
     "http://a/b:c", "1:2", "mailto:a@b", "\303\245", "a\0:b", "http://a/\0b", "http://a: /", "\377"].

headers() ->
    ["Host: a\r\nX", "Host: a\r\n", "Host: a\r\n\r\n", "Host: a\r\n b\r\nX", "Host: a\r\n b\r\n", "Host: a\r\n\tb\r\nX",
     "Host: a\r\n \r\nX", "Host:a\r\nX", "Host:\r\nX", "Host:  \r\nX", "Host: a \t \r\nX", "Host:\t \ta\r\nX", "Host\r\nX",
     "Host \r\nX", ": a\r\nX", ":\r\nX", "Host : a\r\nX", "Host\t: a\r\nX", "Ho st: a\r\nX", "\r\n", "\r\nX", "\r\r\nX",
     " \r\nX", " a: b\r\nX", "\ta: b\r\nX", "a: b\0c\r\nX", "a: b:c\r\nX", "a: b\r\n\r\n c", "a: b\r\rc\r\nX",
     "a: \r\n b\r\nX", "a:\r\n\r\nX", "a: b\r\n c\r\n\td\r\ne", "a\r\n", "a", "\r", "\ra", "GET / HTTP/1.1\r\nX",
     "a: b\r\n c \r\n d: e\r\nX", "\r\n a\r\nX", "a: \r \r\nX", "a: b\r\n\r", "a:b\r\n  :c\r\nX",
     "a\n b\nX", "ab\n b\nX", "a\n", "\n \nX", " \n a\nX", "\377\n a\nX"].

names() ->
    ["Cache-Control", "Connection", "Date", "Pragma", "Transfer-Encoding", "Upgrade", "Via", "Accept", "Accept-Charset",
     "Accept-Encoding", "Accept-Language", "Authorization", "From", "Host", "If-Modified-Since", "If-Match",
     "If-None-Match", "If-Range", "If-Unmodified-Since", "Max-Forwards", "Proxy-Authorization", "Range", "Referer",
     "User-Agent", "Age", "Location", "Proxy-Authenticate", "Public", "Retry-After", "Server", "Vary", "Warning",
     "Www-Authenticate", "Allow", "Content-Base", "Content-Encoding", "Content-Language", "Content-Length",
     "Content-Location", "Content-Md5", "Content-Range", "Content-Type", "Etag", "Expires", "Last-Modified",
     "Accept-Ranges", "Set-Cookie", "Set-Cookie2", "X-Forwarded-For", "Cookie", "Keep-Alive", "Proxy-Connection",
     "HOST", "hOsT", "ETag", "WWW-Authenticate", "content-MD5", "te", "x-foo-bar", "X-FOO--bAR", "x---a---b", "-x", "--x",
     "---x", "x-", "x_y-z", "1x-2y", "X1Y", "set-cookie3", "Hosts", "Hos", "Origin", "#$%&'*+^`|~", "a\303\245b",
     "Content-Typf", "Content--Type", "Keep_Alive"].

messages() ->
    Request = "POST /invalid/url HTTP/1.1\r\nConnection: close\r\nOther-Field: with some text\r\n"
        "Multi-Line: once\r\n upon\r\n a time\r\nContent-length: 4\r\n\r\nabcd",
    Response = "HTTP/1.0 404 Object Not Found\r\nServer: x/1\r\n\r\n",
    [message(T, iolist_to_binary(M), http_start) || M <- [Request, Response], T <- [http, http_bin]].

message(Type, Bin, _) ->
    {ok, P, Rest} = erlang:decode_packet(Type, Bin, []),
    io:format("~0p~n", [P]),
    headers(case Type of http -> httph; http_bin -> httph_bin end, Rest).

headers(Type, Bin) ->
    case erlang:decode_packet(Type, Bin, []) of
        {ok, http_eoh, Rest} -> io:format("~0p~n", [Rest]);
        {ok, P, Rest} -> io:format("~0p~n", [P]), headers(Type, Rest)
    end.
