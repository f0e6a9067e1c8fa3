{application, shelf, [{vsn, "2"}, {modules, []}, {applications, [kernel, stdlib]}]}.
