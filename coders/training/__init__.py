"""How the pipelines in coders/pipelines are trained: `python -m coders.training SHARED_DIR --language de`."""
