# Writes OUT, a C++ file that defines beamc::codegen::kCodeGenerator: a hash of TEXT and of the contents of
# FILES (separated by '|'). OUT is left alone when it says so already.
#   cmake -DOUT=… -DTEXT=… -DFILES=a|b -P HashFiles.cmake
cmake_minimum_required(VERSION 3.25)
string(REPLACE "|" ";" _files "${FILES}")
set(_hashes "${TEXT}")
foreach(_file ${_files})
  file(SHA256 "${_file}" _hash)
  string(APPEND _hashes "${_hash}")
endforeach()
string(SHA256 _hash "${_hashes}")
file(CONFIGURE OUTPUT "${OUT}" @ONLY CONTENT
"namespace beamc::codegen { extern const char *const kCodeGenerator; const char *const kCodeGenerator = \"@_hash@\"; }\n")
