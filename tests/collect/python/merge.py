<<<<<<< ours
MODEL = "acme/ours-7b"
=======
MODEL = "acme/theirs-7b"
>>>>>>> theirs
