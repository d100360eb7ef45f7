"""The teacher's silver for the pipelines: `python -m coders.training.teacher SHARED_DIR BLOCKS TOKENIZER`."""
