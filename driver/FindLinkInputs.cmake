# What the C compiler's driver would pass to the linker, found once when beamc is configured: start
# files, library directories, the loader's path. Each can be overridden when beamc runs.

function(beamc_link_file variable name)
  execute_process(COMMAND ${CMAKE_CXX_COMPILER} -print-file-name=${name}
                  OUTPUT_VARIABLE path OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  if(path STREQUAL name OR NOT EXISTS "${path}")
    set(path "")
  else()
    get_filename_component(path "${path}" REALPATH)
  endif()
  set(${variable} "${path}" CACHE FILEPATH "${name}, for linking executables" FORCE)
endfunction()

beamc_link_file(BEAMC_CRT_START_PIE Scrt1.o)
beamc_link_file(BEAMC_CRT_START crt1.o)
beamc_link_file(BEAMC_CRT_INIT crti.o)
beamc_link_file(BEAMC_CRT_FINI crtn.o)
beamc_link_file(BEAMC_CRT_BEGIN_PIE crtbeginS.o)
beamc_link_file(BEAMC_CRT_END_PIE crtendS.o)
beamc_link_file(BEAMC_CRT_BEGIN_STATIC crtbeginT.o)
beamc_link_file(BEAMC_CRT_END_STATIC crtend.o)
beamc_link_file(BEAMC_LIBSTDCXX libstdc++.a)
beamc_link_file(BEAMC_LIBGCC libgcc.a)
beamc_link_file(BEAMC_LIBGCC_EH libgcc_eh.a)

# Directories for -l: those of the files found, and the system's.
set(_dirs "")
foreach(_name libc.so libc.a libm.so libpthread.a libz.a libgcc.a)
  execute_process(COMMAND ${CMAKE_CXX_COMPILER} -print-file-name=${_name}
                  OUTPUT_VARIABLE _path OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  if(EXISTS "${_path}")
    get_filename_component(_path "${_path}" REALPATH)
    get_filename_component(_dir "${_path}" DIRECTORY)
    list(APPEND _dirs "${_dir}")
  endif()
endforeach()
list(REMOVE_DUPLICATES _dirs)
string(JOIN ":" BEAMC_LIBRARY_DIRS ${_dirs})

# The dynamic linker that the compiler names in executables.
execute_process(COMMAND ${CMAKE_CXX_COMPILER} -### -x c /dev/null
                ERROR_VARIABLE _commands OUTPUT_QUIET)
if(_commands MATCHES "\"-dynamic-linker\" \"([^\"]+)\"")
  set(BEAMC_DYNAMIC_LINKER "${CMAKE_MATCH_1}")
else()
  set(BEAMC_DYNAMIC_LINKER "/lib64/ld-linux-x86-64.so.2")
endif()

find_program(BEAMC_ERLC erlc)
set(BEAMC_OTP_ROOT "" CACHE PATH "root of the Erlang/OTP installation whose libraries are compiled")
if(NOT BEAMC_OTP_ROOT)
  find_program(BEAMC_ERL erl)
  if(BEAMC_ERL)
    execute_process(COMMAND ${BEAMC_ERL} -noshell -eval
                            "io:put_chars(code:root_dir()),halt()."
                    OUTPUT_VARIABLE BEAMC_OTP_ROOT OUTPUT_STRIP_TRAILING_WHITESPACE)
    set(BEAMC_OTP_ROOT "${BEAMC_OTP_ROOT}" CACHE PATH "" FORCE)
  endif()
endif()

# Static archives that the runtime needs; a program then depends on the C library only.
set(_libs "")
foreach(_name tommath z pcre2-8)
  find_library(BEAMC_STATIC_${_name} NAMES lib${_name}.a)
  if(BEAMC_STATIC_${_name})
    list(APPEND _libs "${BEAMC_STATIC_${_name}}")
  endif()
endforeach()
string(JOIN ":" BEAMC_RUNTIME_LIBS ${_libs})
