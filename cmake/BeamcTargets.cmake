# Target helpers: one static library per folder, one set of flags.
include(CMakeParseArguments)

option(BEAMC_WERROR "treat warnings as errors" OFF)
set(BEAMC_SANITIZE "" CACHE STRING "sanitizers, e.g. address,undefined")

# Flags of everything we write. RTTI and exceptions are off (house style); driver/ alone needs
# exceptions for CLI11 and says so.
add_library(beamc_flags INTERFACE)
target_compile_options(beamc_flags INTERFACE -Wall -Wextra -Wno-unused-parameter
                       -fno-strict-aliasing -fvisibility=hidden)
target_include_directories(beamc_flags INTERFACE "${CMAKE_SOURCE_DIR}" "${CMAKE_BINARY_DIR}")
if(BEAMC_WERROR)
  target_compile_options(beamc_flags INTERFACE -Werror)
endif()
if(BEAMC_SANITIZE)
  target_compile_options(beamc_flags INTERFACE -fsanitize=${BEAMC_SANITIZE} -fno-omit-frame-pointer
                         -fno-sanitize-recover=all)
  if(BEAMC_SANITIZE MATCHES address)
    # preserve_none functions may not realign a stack that also grows dynamically.
    target_compile_options(beamc_flags INTERFACE "SHELL:-mllvm -asan-stack-dynamic-alloca=0"
                           -fsanitize-address-use-after-return=never)
  endif()
  target_link_options(beamc_flags INTERFACE -fsanitize=${BEAMC_SANITIZE})
endif()

# beamc_add_library(name SOURCES a.cpp … DEPENDS lib … [EXCEPTIONS])
# Includes are rooted at the source tree: #include "compiler/loader/Module.h".
function(beamc_add_library name)
  cmake_parse_arguments(ARG "EXCEPTIONS" "" "SOURCES;DEPENDS" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_link_libraries(${name} PUBLIC beamc_flags ${ARG_DEPENDS})
  if(NOT ARG_EXCEPTIONS)
    target_compile_options(${name} PRIVATE -fno-exceptions -fno-rtti)
  endif()
endfunction()

# beamc_cover_for_fuzzing(name): in builds with the address sanitizer, code of this library tells
# the fuzzers of test/fuzz which of its branches an input reaches.
function(beamc_cover_for_fuzzing name)
  if(BEAMC_SANITIZE MATCHES "address")
    target_compile_options(${name} PRIVATE -fsanitize=fuzzer-no-link)
  endif()
endfunction()
