// Paths compiled into a tree of keys, so that one walk over an object finds the values of all of them.
#ifndef TIERWISE_PATH_TREE_HPP
#define TIERWISE_PATH_TREE_HPP

#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tierwise {

struct PathNode;

/// A key as it stood in an object, without escapes, and where it leads; null where nobody wants it.
struct SeenKey {
    std::string key;
    PathNode *child;
};

/// A place in a document that some path leads through or ends at.
struct PathNode {
    std::string key;
    std::vector<std::unique_ptr<PathNode>> children;
    /// Children by key: open addressing, a power of two of slots, at most half of them taken.
    std::vector<PathNode *> slots;
    /// The elements of this place's array (`[]` in a path).
    std::unique_ptr<PathNode> elements;
    /// Fields whose path ends here.
    std::vector<uint32_t> fields;
    /// On an `elements` node: every field that collects from it or from below it.
    std::vector<uint32_t> collectors;
    /// Numbers under which this place itself is remembered (arrays of records and of joins, join keys).
    std::vector<uint32_t> captures;
    /// The object in which this key was last met, to tell a duplicate key.
    uint64_t visit = 0;
    /// The keys of the last object read here, by their order: in most files all records have the same.
    std::vector<SeenKey> seen;

    static size_t hash(const uint8_t *key, size_t length) {
        return length * 7 + size_t(key[0]) * 31 + size_t(key[length - 1]) * 131 + size_t(key[length / 2]) * 17;
    }

    PathNode *find(const uint8_t *name, size_t length) const {
        if (slots.empty() || length == 0) { return nullptr; }
        size_t mask = slots.size() - 1;
        for (size_t slot = hash(name, length) & mask; slots[slot] != nullptr; slot = (slot + 1) & mask) {
            PathNode *child = slots[slot];
            if (child->key.size() == length && std::memcmp(child->key.data(), name, length) == 0) { return child; }
        }
        return nullptr;
    }

    PathNode &child(std::string_view name) {
        if (PathNode *known = find(reinterpret_cast<const uint8_t *>(name.data()), name.size())) { return *known; }
        children.push_back(std::make_unique<PathNode>());
        children.back()->key = name;
        size_t size = 8;
        while (size < children.size() * 2) { size *= 2; }
        slots.assign(size, nullptr);
        for (auto &each : children) {
            size_t slot = hash(reinterpret_cast<const uint8_t *>(each->key.data()), each->key.size()) & (size - 1);
            while (slots[slot] != nullptr) { slot = (slot + 1) & (size - 1); }
            slots[slot] = each.get();
        }
        return *children.back();
    }

    PathNode &element() {
        if (!elements) { elements = std::make_unique<PathNode>(); }
        return *elements;
    }

    /// Follows `path` (keys parted by full stops, `[]` after an array's key), making what is missing. Calls `passing`
    /// with every elements node on the way.
    template <typename Passing>
    PathNode &follow(std::string_view path, Passing passing) {
        PathNode *node = this;
        while (!path.empty()) {
            size_t stop = path.find('.');
            std::string_view part = path.substr(0, stop);
            path = stop == std::string_view::npos ? std::string_view() : path.substr(stop + 1);
            size_t arrays = 0;
            while (part.size() > 2 && part.substr(part.size() - 2) == "[]") {
                part.remove_suffix(2);
                arrays += 1;
            }
            node = &node->child(part);
            for (; arrays > 0; arrays--) {
                node = &node->element();
                passing(*node);
            }
        }
        return *node;
    }
};

}  // namespace tierwise
#endif
