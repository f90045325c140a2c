"""The knowledge base: who and what is known, dated, with its source; read-only once built."""

from dateline.know.base import KnowledgeBase, NameHit
from dateline.know.entry import Known, Noun, Tenure, Title
from dateline.know.open import load_knowledge, open_gazetteer

__all__ = ["KnowledgeBase", "Known", "NameHit", "Noun", "Tenure", "Title", "load_knowledge", "open_gazetteer"]
