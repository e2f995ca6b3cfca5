"""Writes test/fixtures/wordpiece.json: a thousand odd strings, cut by the reference tokenizer. Usage: make_fixture.py vocab.txt OUT.json

Each entry is [text, pieces joined by spaces]. No character is newer than the reference's Unicode tables (8.0).
"""
import json
import random
import sys

from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

random.seed(3)

SCRIPTS = {
    "latin": "àéîõüçñßøåæœšžłđğışțőű ÀÉÎÕÜÇÑẞØÅÆŒŠŽŁĐĞIİŞȚŐŰ",
    "greek": "αβγδεζηθικλμνξοπρσςτυφχψω ΑΒΓΔΣΩ άέήίόύώΐ",
    "cyrillic": "абвгдежзийклмнопрстуфхцчшщъыьэюя ЁЙЖ їєґ",
    "arabic": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي ًٌٍَُِّ ،؟",
    "hebrew": "אבגדהוזחטיכלמנסעפצקרשת ְִֵֶַָֹ ־׳",
    "devanagari": "अआइईउऊकखगघचछजझटठडढतथदधनपफबभमयरलवशषसह ािीुूेैोौ्ं ।",
    "thai": "กขคงจฉชซญดตถทนบปผพฟมยรลวสหอ ะาิีึืุูเแโใไ่้๊๋",
    "hangul": "가나다라마바사아자차카타파하 한국어 각닭값 각",
    "kana": "あいうえおかきくけこがぎぐ アイウエオカキクケコ ゛゜ー、。「」",
    "han": "中文日本語世界人大小山川東京北京漢字龍鱼𠀀𪚥豈",
    "signs": "—–…“”‘’«»‹›¿¡§¶†‡•′″№℃™©®€£¥¢°±×÷≤≥≠∞√∑→←⇒■□▲●★☆♪♥",
    "emoji": "😀😂🥰🎉🚀👍🏽👨‍👩‍👧🇫🇷❤️🔥✅",
    "spaces": "\t\n\r \u00a0\u2003\u2009\u3000\u2028\u2029\u200b\u200d\ufeff\u0085\u000b\u000c",
    "controls": "\u0000\u0001\u0007\u001b\u007f\u0080\u009f\u00ad\u200e\u202e\u2066\ufffd\ue000",
    "marks": "e\u0301a\u0308o\u0302\u0327n\u0303\u20dd\ufe0f",
    "wide": "ＡＢＣａｂｃ１２３！？ｶﾞ",
    "maths": "𝒜𝔅ℂ𝟘½¼²³ﬁﬂĳ",
    "ascii": "".join(map(chr, range(32, 127))),
}
ENGLISH = """the quick brown fox jumps over unbelievable electroencephalography whisky naïve café résumé don't can't we'll O'Brien
rock'n'roll state-of-the-art antidisestablishmentarianism Zürich Kraków São Paulo jalapeño Pneumonoultramicroscopicsilicovolcanoconiosis
TypeScript PostgreSQL kubectl auth_v2.ts #4512 --dry-run ERR_MODULE_NOT_FOUND v1.2.3-rc.1 foo@example.com https://example.com/a?b=c&d=%20
/usr/local/bin C:\\Temp\\x.txt 12:30 2026-11-22 $1,299.99 50% 3.14e-10 0xdeadbeef a/b/c i18n camelCaseName snake_case_name [CLS] [UNK] ##ing""".split()
CODE = [
    "const x = (a) => ({ ...a, b: `c${d}` })",
    "for(int i=0;i<n;++i){sum+=a[i]*b[i];}",
    "SELECT * FROM users WHERE id = 'x' OR 1=1; --",
    "def f(x: int) -> str:\n\treturn f\"{x!r:>10}\"",
    "<div class=\"a b\">&nbsp;<!-- c --></div>",
    "git commit -m 'fix: #12' && npm run build 2>&1 | tee log",
    "\x1b[31mred\x1b[0m",
    "---\ntitle: x\n---",
    "```ts\nlet a = 1\n```",
]


def made_word():
    return "".join(random.choice("etaoinshrdlucmfwypvbgkjqxz") for _ in range(random.randint(1, 14)))


def odd_string(kind):
    if kind == 0:
        return "".join(random.choices(SCRIPTS[random.choice(list(SCRIPTS))], k=random.randint(1, 25)))
    if kind == 1:
        everything = "".join(SCRIPTS.values())
        return "".join(random.choices(everything, k=random.randint(1, 30)))
    if kind == 2:
        return " ".join(random.choices(ENGLISH, k=random.randint(1, 7)))
    if kind == 3:
        glue = random.choice(["", " ", "\u200b", "—", "\n", "_", "."])
        return glue.join(random.choice([random.choice(ENGLISH), random.choice(SCRIPTS["emoji"]), random.choice(SCRIPTS["han"])]) for _ in range(5))
    if kind == 4:
        return " ".join(made_word() for _ in range(random.randint(1, 8)))
    if kind == 5:
        return random.choice(CODE) + random.choice(["", " ", "\n"]) + random.choice(ENGLISH)
    if kind == 6:  # around the longest word that is cut
        return random.choice(["a", "ab", "é", "𝒜", "1"]) * random.randint(45, 105) + random.choice(["", " end"])
    return "".join(random.choice([c.upper(), c, c + random.choice("\u0301\u0308\u0327")]) for c in " ".join(random.choices(ENGLISH, k=3)))


def reference(vocabulary_file):
    vocabulary = {line.rstrip("\n"): id for id, line in enumerate(open(vocabulary_file, encoding="utf-8"))}
    tokenizer = Tokenizer(WordPiece(vocabulary, unk_token="[UNK]", max_input_chars_per_word=100))
    tokenizer.normalizer = BertNormalizer(clean_text=True, handle_chinese_chars=True, strip_accents=None, lowercase=True)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    return tokenizer


def main(vocabulary_file, out):
    tokenizer = reference(vocabulary_file)
    texts = dict.fromkeys(["", " ", *ENGLISH, *CODE, *SCRIPTS.values()])
    while len(texts) < 1100:
        texts[odd_string(random.randrange(8))] = None
    cases = [[text, " ".join(tokenizer.encode(text).tokens)] for text in texts]
    with open(out, "w", encoding="utf-8") as file:
        file.write("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
