"""Distils the embedding table. Usage: make_table.py TEACHER_FOLDER CORPUS.jsonl WORK_FOLDER OUT_FOLDER

1. Every piece of the teacher's vocabulary and every passage of the corpus goes through the teacher (kept in WORK_FOLDER).
2. The passages' vectors are centred and turned by PCA onto DIMENSIONS; a piece begins as its own vector so turned, weighted by
   a / (a + p), p being its frequency (the SIF weight of Arora et al., 2017).
3. The table is trained so that the sum of a passage's rows, at unit length, points where the teacher's turned vector points, and so that
   the passages of a batch lie to each other as the teacher's do (cross-entropy of the softmaxes over cosines).
4. Rows become int8 with one factor a row; a row's length is the piece's weight.
"""
import json
import os
import sys

import numpy as np
import torch
import torch.nn.functional as F

from table_file import write_related, write_table
from teacher import Teacher

DIMENSIONS = 256
SIF = 1e-3
EPOCHS = 8
BATCH = 1024
BLOCK = 16  # neighbouring passages that stay together in a batch, so that it holds near topics
RATE = 3e-3
TEMPERATURE = 0.05
LONGEST = 128  # pieces
SEED = 1

STOP_WORDS = set(
    "a an the and or but if of to in on at for with from by is are was were be been being am do does did have has had i you he she it we "
    "they me him her us them my your his its our their this that these those what which who whom when where why how there here not no so "
    "as than then too very can could will would should may might must just about into over after before up down out off again s t re ve "
    "ll d m".split()
)


def cached(path, make):
    if not os.path.exists(path):
        np.save(path, make())
    return np.load(path)


class Corpus:
    """Passages as piece ids, all in one array, with the teacher's vectors."""

    def __init__(self, teacher, file, work):
        texts = [json.loads(line)["text"] for line in open(file)]
        self.vectors = cached(f"{work}/teacher.npy", lambda: teacher.encode(texts))
        teacher.tokenizer.no_truncation()
        ids = [e.ids for e in teacher.tokenizer.encode_batch(texts, add_special_tokens=False)]
        self.flat = np.concatenate([np.array(i, np.int64) for i in ids])
        self.starts = np.cumsum([0] + [len(i) for i in ids])
        self.usable = np.flatnonzero(np.diff(self.starts) > 0)

    def batches(self, random):
        offset = random.integers(BLOCK)
        usable = self.usable[offset:]
        blocks = usable[: len(usable) // BLOCK * BLOCK].reshape(-1, BLOCK)
        blocks = blocks[random.permutation(len(blocks))]
        for at in range(0, len(blocks) - BATCH // BLOCK + 1, BATCH // BLOCK):
            yield blocks[at : at + BATCH // BLOCK].ravel()

    def bag(self, passages):
        starts = self.starts[passages]
        lengths = np.minimum(self.starts[passages + 1] - starts, LONGEST)
        offsets = np.cumsum(np.r_[0, lengths])
        places = np.arange(offsets[-1]) - np.repeat(offsets[:-1] - starts, lengths)
        return torch.from_numpy(self.flat[places]), torch.from_numpy(offsets[:-1].copy())


def principal_axes(vectors):
    """The mean, and the DIMENSIONS axes of greatest spread."""
    sample = vectors[:: max(1, len(vectors) // 100_000)].astype(np.float32)
    mean = sample.mean(0)
    _, axes = np.linalg.eigh((sample - mean).T @ (sample - mean))
    return mean, axes[:, ::-1][:, :DIMENSIONS].copy()


def first_rows(pieces, axes, corpus):
    counts = np.bincount(corpus.flat, minlength=len(pieces))
    frequency = (counts + 1) / (counts.sum() + len(counts))
    return ((pieces - pieces.mean(0)) @ axes) * (SIF / (SIF + frequency))[:, None]


def lie_alike(ours, theirs):
    """Cross-entropy (less a constant) of whom each passage lies near to."""
    itself = torch.eye(len(ours), dtype=torch.bool)
    softmax_inputs = [(x @ x.T / TEMPERATURE).masked_fill(itself, -1e4) for x in (ours, theirs)]
    return F.kl_div(F.log_softmax(softmax_inputs[0], 1), F.softmax(softmax_inputs[1], 1), reduction="batchmean")


def train(rows, corpus, mean, axes):
    table = torch.nn.Parameter(torch.tensor(rows, dtype=torch.float32))
    optimiser = torch.optim.Adam([table], lr=RATE, betas=(0.9, 0.99))
    random = np.random.default_rng(SEED)
    mean, axes = torch.tensor(mean), torch.tensor(axes)
    steps = EPOCHS * (len(corpus.usable) // BATCH)
    step = 0
    for epoch in range(EPOCHS):
        for passages in corpus.batches(random):
            optimiser.param_groups[0]["lr"] = RATE * min(1, (step + 1) / 100) * max(0.02, 1 - step / steps)
            pieces, offsets = corpus.bag(passages)
            ours = F.normalize(F.embedding_bag(pieces, table, offsets, mode="sum"), dim=1)
            theirs = torch.from_numpy(corpus.vectors[passages].astype(np.float32))
            turned = F.normalize((theirs - mean) @ axes, dim=1)
            direction = (1 - (ours * turned).sum(1)).mean()
            alike = lie_alike(ours, F.normalize(theirs, dim=1))
            optimiser.zero_grad()
            (direction + alike).backward()
            optimiser.step()
            step += 1
        print(f"epoch {epoch + 1}: direction {direction.item():.3f}, alike {alike.item():.3f}", flush=True)
    return table.detach().numpy()


def main(teacher_folder, corpus_file, work, out):
    torch.manual_seed(SEED)
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))
    os.makedirs(work, exist_ok=True)
    teacher = Teacher(teacher_folder)
    corpus = Corpus(teacher, corpus_file, work)
    pieces = cached(f"{work}/pieces.npy", teacher.encode_pieces)
    mean, axes = principal_axes(corpus.vectors)
    table = train(first_rows(pieces, axes, corpus), corpus, mean, axes)
    np.save(f"{work}/table.npy", table)
    vocabulary = [piece for piece, _ in sorted(teacher.tokenizer.get_vocab().items(), key=lambda item: item[1])]
    dense = write_table(out, table, vocabulary)
    write_related(out, dense, vocabulary, STOP_WORDS)


if __name__ == "__main__":
    main(*sys.argv[1:])
