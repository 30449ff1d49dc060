// What the cryptographic functions leave on the stack is cleared when the outermost of them returns.

#pragma once

namespace huisclos::crypto {

/// Put one first in a function that handles a key: its destructor overwrites the stack below that function's frame,
/// where libsodium kept copies of the key.
class StackCleaner {
public:
    StackCleaner() = default;
    StackCleaner(StackCleaner const&) = delete;
    StackCleaner& operator=(StackCleaner const&) = delete;
    ~StackCleaner();
};

}  // namespace huisclos::crypto
