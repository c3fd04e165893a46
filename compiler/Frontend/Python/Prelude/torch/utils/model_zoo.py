def load_url(*args, **kwargs):
    return {}
