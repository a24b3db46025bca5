def create_conversations(departments, people):
    pass
