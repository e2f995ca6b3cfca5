"""Writes embedding.bin and vocabulary.txt; the layout is told in ../table-file.ts."""
import hashlib
import os
import re

import numpy as np

SLOTS = 65536
EMPTY = 0xFFFF


def has_sense(piece):
    """Whether the teacher, an English model, can have learnt it: Latin and Greek letters, digits, signs."""
    if re.fullmatch(r"\[.+\]", piece):
        return False
    return not any(0x400 <= ord(c) < 0x1E00 or ord(c) >= 0x2C00 for c in piece)


def fnv1a(piece):
    hash = 0x811C9DC5
    for c in piece:  # every piece is in the basic plane, so that code points are UTF-16 units
        hash = ((hash ^ ord(c)) * 0x01000193) & 0xFFFFFFFF
    return hash


def hash_slots(pieces):
    slots = np.full(SLOTS, EMPTY, "<u2")
    for id, piece in enumerate(pieces):
        slot = fnv1a(piece) % SLOTS
        while slots[slot] != EMPTY:
            slot = (slot + 1) % SLOTS
        slots[slot] = id
    return slots


def quantise(rows):
    """int8 values and one factor a row."""
    scales = np.maximum(np.abs(rows).max(1) / 127, 1e-12).astype("<f4")
    return np.clip(np.rint(rows / scales[:, None]), -127, 127).astype(np.int8), scales


def write_table(folder, table, vocabulary):
    """`table`: float rows in the teacher's order of ids; `vocabulary`: its pieces in the same order."""
    with_row = [i for i, piece in enumerate(vocabulary) if has_sense(piece)]
    without = [i for i, piece in enumerate(vocabulary) if not has_sense(piece) and not re.fullmatch(r"\[.+\]", piece)]
    pieces = [vocabulary[i] for i in with_row + without]
    values, scales = quantise(table[with_row])
    offsets = np.cumsum([0] + [len(p) for p in pieces]).astype("<u4")
    text = "".join(pieces)
    longest = max(len(p.removeprefix("##")) for p in pieces)
    body = scales.tobytes() + offsets.tobytes() + hash_slots(pieces).tobytes() + values.tobytes()
    revision = hashlib.sha256(body + text.encode()).hexdigest()[:16]
    numbers = np.array([*values.shape, len(pieces), SLOTS, longest, 0], "<u4")
    os.makedirs(folder, exist_ok=True)
    with open(f"{folder}/embedding.bin", "wb") as file:
        file.write(b"MEMTABLE" + numbers.tobytes() + revision.encode() + body)
    with open(f"{folder}/vocabulary.txt", "w", encoding="utf-8", newline="") as file:
        file.write(text)
    print(f"{values.shape[0]} rows x {values.shape[1]}, revision {revision}, {len(body) + len(text.encode()) + 48} bytes")
    dense = np.zeros_like(table)
    dense[with_row] = values * scales[:, None]
    return dense


NEAREST = 8
NEAR = 0.5


def write_related(folder, dense, vocabulary, stop_words):
    """The nearest whole words of each whole word by the cosine of their rows. `dense` as `write_table` returns it."""
    pieces = [p for p in vocabulary if has_sense(p)]
    row_of = {p: row for row, p in enumerate(pieces)}
    words = [p for p in pieces if re.fullmatch(r"[a-z]{3,}", p) and p not in stop_words]
    vectors = np.stack([dense[vocabulary.index(p)] for p in words]).astype(np.float32)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    counts, ids, similarities = np.zeros(len(pieces), np.uint8), [], []
    nearest = {}
    for start in range(0, len(words), 1000):
        cosines = vectors[start : start + 1000] @ vectors.T
        for k, row in enumerate(cosines):
            row[start + k] = 0
            best = np.argsort(-row)[:NEAREST]
            nearest[row_of[words[start + k]]] = [(row_of[words[b]], row[b]) for b in best if row[b] > NEAR]
    for row in range(len(pieces)):
        near = nearest.get(row, [])
        counts[row] = len(near)
        ids += [id for id, _ in near]
        similarities += [min(254, round(float(c) * 255)) for _, c in near]
    with open(f"{folder}/related.bin", "wb") as file:
        file.write(b"MEMWORDS" + np.array([len(pieces), len(ids)], "<u4").tobytes())
        file.write(np.array(ids, "<u2").tobytes() + counts.tobytes() + np.array(similarities, np.uint8).tobytes())
    print(f"{len(ids)} pairs of related words")
