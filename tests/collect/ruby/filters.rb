class Move < ActiveRecord::Migration[7.1]
  def up
    Assistant.where(model: "gpt-4-turbo").each { |one| one.touch }
    Assistant.find_by(model: "gpt-4")
    Assistant.create!(name: "Quick", model: "gpt-4o")
  end
end
