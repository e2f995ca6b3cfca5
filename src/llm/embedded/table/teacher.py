"""all-MiniLM-L6-v2 in plain PyTorch, bfloat16: mean of the last layer's vectors, at unit length."""
import json
import struct

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer

LAYERS, HEADS, WIDTH = 6, 12, 384
CLS, SEP = 101, 102


def load_weights(path):
    """The tensors of a safetensors file."""
    raw = open(path, "rb").read()
    size = struct.unpack("<Q", raw[:8])[0]
    weights = {}
    for name, entry in json.loads(raw[8 : 8 + size]).items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            start, end = entry["data_offsets"]
            array = np.frombuffer(raw[8 + size + start : 8 + size + end], np.float32)
            weights[name] = torch.from_numpy(array.reshape(entry["shape"]).copy())
    return weights


class Teacher:
    def __init__(self, folder, longest=192):
        weights = load_weights(f"{folder}/model.safetensors")
        exact = lambda name: "LayerNorm" in name or name.startswith("embeddings")
        self.w = {name: w if exact(name) else w.bfloat16() for name, w in weights.items()}
        self.tokenizer = Tokenizer.from_file(f"{folder}/tokenizer.json")
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(longest)

    def linear(self, x, name):
        return F.linear(x, self.w[f"{name}.weight"], self.w[f"{name}.bias"])

    def norm(self, x, name):
        w, b = self.w[f"{name}.LayerNorm.weight"], self.w[f"{name}.LayerNorm.bias"]
        return F.layer_norm(x.float(), (WIDTH,), w, b, 1e-12).bfloat16()

    @torch.inference_mode()
    def forward(self, ids, mask):
        batch, length = ids.shape
        e = "embeddings."
        x = self.w[e + "word_embeddings.weight"][ids] + self.w[e + "position_embeddings.weight"][:length]
        x = self.norm(x + self.w[e + "token_type_embeddings.weight"][0], "embeddings")
        hidden = torch.where(mask[:, None, None, :].bool(), 0.0, -1e4).bfloat16()
        heads = lambda y: y.view(batch, length, HEADS, -1).transpose(1, 2)
        for layer in range(LAYERS):
            p = f"encoder.layer.{layer}."
            q, k, v = (heads(self.linear(x, f"{p}attention.self.{n}")) for n in ("query", "key", "value"))
            seen = F.scaled_dot_product_attention(q, k, v, attn_mask=hidden).transpose(1, 2).reshape(batch, length, WIDTH)
            x = self.norm(x + self.linear(seen, p + "attention.output.dense"), p + "attention.output")
            inner = F.gelu(self.linear(x, p + "intermediate.dense"))
            x = self.norm(x + self.linear(inner, p + "output.dense"), p + "output")
        weight = mask[..., None].float()
        return F.normalize((x.float() * weight).sum(1) / weight.sum(1), dim=1)

    def encode_ids(self, sequences, budget=4096):
        """float16 [texts, 384]. Texts of like length go together, `budget` tokens at a time."""
        out = np.zeros((len(sequences), WIDTH), np.float16)
        order = np.argsort([len(s) for s in sequences], kind="stable")
        start = 0
        while start < len(order):
            end = start + 1
            while end < len(order) and len(sequences[order[end]]) * (end + 1 - start) <= budget:
                end += 1
            rows = order[start:end]
            ids = np.zeros((len(rows), len(sequences[rows[-1]])), np.int64)
            mask = np.zeros_like(ids)
            for r, row in enumerate(rows):
                ids[r, : len(sequences[row])] = sequences[row]
                mask[r, : len(sequences[row])] = 1
            out[rows] = self.forward(torch.from_numpy(ids), torch.from_numpy(mask)).half().numpy()
            start = end
        return out

    def encode(self, texts):
        return self.encode_ids([e.ids for e in self.tokenizer.encode_batch(texts)])

    def encode_pieces(self):
        """Each piece of the vocabulary as a text of its own."""
        return self.encode_ids([[CLS, id, SEP] for id in range(self.tokenizer.get_vocab_size())]).astype(np.float32)
