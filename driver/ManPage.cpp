//===- ManPage.cpp --------------------------------------------------------===//
//
// Options are declared once, in the files of the subcommands, with the sentence that --help shows;
// the page takes both from there. What no option says is written here.
//===----------------------------------------------------------------------===//
#include "driver/ManPage.h"

#include "driver/BuildConfig.h"

namespace beamc::driver {
namespace {

/// Text as roff shows it literally.
std::string escaped(const std::string &text) {
  std::string out;
  for (char c : text) {
    if (out.empty() && (c == '.' || c == '\''))
      out += "\\&";
    if (c == '\\')
      out += "\\e";
    else if (c == '-')
      out += "\\-";
    else
      out += c;
  }
  return out;
}

/// Every option has its own help; options without description are not for users.
bool isListed(const CLI::Option *option) {
  return !option->get_description().empty() && !option->get_group().empty();
}

std::string placeholder(const CLI::Option &option) {
  if (option.get_expected_max() == 0)
    return {};
  const std::string &type = option.get_type_name();
  return type.empty() || type == "TEXT" || type == "UINT" ? "VALUE" : type;
}

/// What follows the options of a subcommand.
std::string argumentsOf(const std::string &command) {
  if (command == "push")
    return "TARGET FILE\\fR...";
  if (command == "ps")
    return "TARGET\\fR";
  if (command == "eval")
    return "TARGET EXPRESSION\\fR";
  return command == "build" || command == "run" ? "INPUT\\fR..." : "FILE\\fR...";
}

void options(const CLI::App &app, std::string &out) {
  for (const CLI::Option *option : app.get_options(isListed)) {
    std::string value = placeholder(*option);
    out += ".TP\n";
    if (option->get_positional()) {
      out += ".I " + escaped(option->get_name(/*positional=*/true)) + "\n";
    } else {
      out +=
          "\\fB" + escaped(option->get_name(/*positional=*/false, /*all_options=*/true)) + "\\fR";
      out += (value.empty() ? "" : " \\fI" + escaped(value) + "\\fR") + "\n";
    }
    out += escaped(option->get_description()) + ".\n";
  }
}

constexpr const char *kDescription = R"(.SH DESCRIPTION
Compiles modules of BEAM languages
.RI ( .beam
files, or Erlang sources by way of
.BR erlc (1))
and what they need of Erlang/OTP to one native executable. The executable needs no Erlang on the machine on which it
runs, behaves as the same modules do under
.BR erl (1),
and can load modules at run time.
)";

constexpr const char *kRest = R"(.SH EXIT STATUS
0 if all went well, 1 if the input or the arguments are wrong (the reasons are on standard error), more than 100 if the
arguments cannot be understood.
.BR push ,
.B ps
and
.B eval
end with 3 if the running program cannot be reached or does not answer, with 4 if it or beamc refuses the other (secret,
user, version), with 5 if it has refused or failed to do what was asked; a refused push has changed nothing.
.B beamc run
ends as the program does.
.SH ENVIRONMENT
.TP
.B BEAMC_CACHE_DIR
Where compiled modules are kept; otherwise beamc in
.B XDG_CACHE_HOME
or in ~/.cache.
.TP
.B BEAMC_LIB_DIR
Where the runtime library lies, if not in lib/beamc beside the directory of the program.
.TP
.B BEAMC_CONTROL
Of a program that beamc has built: on, off, or the path of the socket for its control endpoint. Programs with the full
boot have one if this says so; others, and without this variable, if they are built with \-\-control.
.TP
.B BEAMC_CONTROL_SECRET_FILE
Of such a program, and of
.BR "beamc push" ,
.B ps
and
.BR eval :
the file with the secret that both must have.
.TP
.B NO_COLOR
If set, diagnostics are not coloured.
.SH FILES
.TP
.I $XDG_RUNTIME_DIR/beamc/PID.control
The control socket of process PID; in /tmp/beamc\-UID without that variable.
.TP
.I PREFIX/lib/beamc/libbeamc_runtime.a
The runtime, which becomes part of every executable.
.TP
.I PREFIX/lib/beamc/overlay
Modules that take the place of modules of OTP. PREFIX is the directory above that of the program, wherever that is.
.SH EXAMPLES
.nf
beamc build hello.erl \-o hello && ./hello
beamc build ebin/ \-\-main server:start \-o server
beamc run hello.erl \-\- arguments of the program
beamc push 4711 ebin/server.beam
.fi
.SH SEE ALSO
.BR erl (1),
.BR erlc (1)
)";

} // namespace

std::string manPage(const CLI::App &app) {
  std::string out = std::string(".TH BEAMC 1 \"\" \"beamc ") + kVersion + "\" \"User Commands\"\n";
  out += ".SH NAME\nbeamc \\- " + escaped(app.get_description()) + "\n.SH SYNOPSIS\n";
  auto commands = app.get_subcommands([](const CLI::App *) { return true; });
  for (const CLI::App *command : commands)
    out += ".B beamc " + command->get_name() + "\n[\\fIOPTION\\fR]...\n\\fI" +
           argumentsOf(command->get_name()) + "\n.br\n";
  out += kDescription;
  out += ".SH OPTIONS OF EVERY COMMAND\n";
  options(app, out);
  for (const CLI::App *command : commands) {
    out += ".SH BEAMC " + command->get_name() + "\n";
    out += escaped(command->get_description()) + ".\n";
    options(*command, out);
  }
  return out + kRest;
}

} // namespace beamc::driver
